// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { townClock } from '@/domain/clock'
import { asId } from '@/domain/id'
import { createAccess } from '@/remote/access'
import type { Fetch } from '@/remote/town'
import {
  hourMs,
  inTurn,
  json,
  keptIn,
  keys,
  lineTo,
  noon,
  noSignal,
  portal,
  sessionOf,
} from '../../support/network'

const expired = sessionOf({ expiresAt: noon - hourMs })
const answering = (...answers: readonly Response[]) => {
  let n = 0
  return vi.fn<Fetch>(() =>
    Promise.resolve(answers[Math.min(n++, answers.length - 1)]?.clone() ?? portal()),
  )
}

describe('the keys of a member', () => {
  it('that are still good are used without asking anyone', async () => {
    const fetch = answering(portal())
    expect(await lineTo({ fetch }).access.token()).toEqual({ ok: true, value: 'old' })
    expect(fetch).not.toHaveBeenCalled()
  })

  it('that have run out are renewed and kept', async () => {
    const line = lineTo({ session: expired, fetch: answering(json(keys('new', 'r-2'))) })
    expect(await line.access.token()).toEqual({ ok: true, value: 'new' })
    expect(line.store.now()).toMatchObject({
      accessToken: 'new',
      refreshToken: 'r-2',
      expiresAt: noon + hourMs,
    })
  })

  it('are renewed once when two pages ask at the same time', async () => {
    const fetch = answering(
      json(keys('new', 'r-2')),
      json({ error_code: 'refresh_token_already_used' }, 400),
    )
    const line = lineTo({ session: expired, fetch })
    const otherTab = createAccess(line)
    const tokens = await Promise.all([
      line.access.token(),
      otherTab.token(),
      line.access.renew('old'),
    ])
    expect(tokens.map((token) => token.ok && token.value)).toEqual(['new', 'new', 'new'])
    expect(fetch).toHaveBeenCalledOnce()
  })

  it('traded in by a tab that did not wait for the lock are found in the store', async () => {
    const store = keptIn(expired)
    const fetch: Fetch = async () => {
      await store.write({
        ...expired,
        accessToken: 'theirs',
        refreshToken: 'r-9',
        expiresAt: noon + hourMs,
      })
      return json({ code: 400, error_code: 'refresh_token_already_used', msg: 'Already Used' }, 400)
    }
    const line = lineTo({ fetch })
    const access = createAccess({ ...line, store, lock: inTurn() })
    expect(await access.token()).toEqual({ ok: true, value: 'theirs' })
  })
})

describe('only the auth server’s own no signs anyone out', () => {
  it.each([
    ['no signal', noSignal, 'offline'],
    ['a hotel’s page with 200', answering(portal()), 'offline'],
    ['a hotel’s page with 403', answering(portal(403)), 'offline'],
    ['someone else’s json', answering(json({ hello: 'guest' })), 'offline'],
    ['someone else’s json 403', answering(json({ blocked: true }, 403)), 'offline'],
    ['too many questions', answering(json({ error_code: 'over_request_rate_limit' }, 429)), 'busy'],
    ['an ill server', answering(json({ code: 500, msg: 'oops' }, 500)), 'busy'],
    ['a proxy’s apology', answering(portal(502)), 'busy'],
  ])('%s does not', async (_, fetch, kind) => {
    const line = lineTo({ session: expired, fetch })
    const token = await line.access.token()
    expect(token).toMatchObject({ ok: false, fault: { kind } })
    expect(line.store.now()).toEqual(expired)
  })

  it.each([
    [400, { code: 400, error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' }],
    [400, { error: 'invalid_grant', error_description: 'Invalid Refresh Token' }],
    [401, { code: 401, error_code: 'session_not_found', msg: 'Session not found' }],
    [403, { code: 403, error_code: 'user_banned', msg: 'User is banned' }],
  ])(
    'a real %i does, and keeps who it was so that the same person can come back',
    async (status, body) => {
      const line = lineTo({ session: expired, fetch: answering(json(body, status)) })
      expect(await line.access.token()).toEqual({ ok: false, fault: { kind: 'signed-out' } })
      expect(line.store.now()?.loginNumber).toBe('12345678')
    },
  )

  it('and a renewal that comes after the sign-out signs nobody in again', async () => {
    const line = lineTo({ session: expired, fetch: noSignal })
    const access = createAccess({
      ...line,
      fetch: async () => {
        await line.store.clear()
        return json(keys('new', 'r-2'))
      },
    })
    expect(await access.token()).toEqual({ ok: false, fault: { kind: 'signed-out' } })
    expect(line.store.now()).toBeUndefined()
  })
})

describe('a tab that slept while another member came in', () => {
  it('does not speak with the other member’s key', async () => {
    const fetch = answering(json(keys('new', 'r-2')))
    const line = lineTo({ fetch, session: sessionOf({ memberId: asId('m-2') }) })
    expect(await line.access.token()).toEqual({ ok: false, fault: { kind: 'signed-out' } })
    expect(await line.access.renew('old')).toEqual({ ok: false, fault: { kind: 'signed-out' } })
    expect(fetch).not.toHaveBeenCalled()
  })
})

describe('a phone whose clock is wrong by hours', () => {
  it('keeps good keys although they look long gone', async () => {
    const fourHoursAhead = townClock(() => noon + 4 * hourMs, -4 * hourMs)
    const fetch = answering(portal())
    expect(await lineTo({ fetch, clock: fourHoursAhead }).access.token()).toEqual({
      ok: true,
      value: 'old',
    })
    expect(fetch).not.toHaveBeenCalled()
  })

  it('learns the time from the answer and counts the new keys’ end by it', async () => {
    const kept = vi.fn()
    const clock = townClock(() => noon + 4 * hourMs, 0, kept)
    const date = { date: new Date(noon).toUTCString() }
    const line = lineTo({
      fetch: answering(json(keys('new', 'r-2'), 200, date)),
      clock,
      session: expired,
    })
    await line.access.token()
    expect(line.store.now()?.expiresAt).toBe(noon + hourMs)
    expect(kept).toHaveBeenCalledWith(-4 * hourMs)
  })
})
