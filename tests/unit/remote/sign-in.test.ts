// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { activateCard, checkCard, endSession, signIn } from '@/remote/sign-in'
import type { Fetch } from '@/remote/town'
import { json, keys, lineTo, noon, noSignal, portal, said, sessionOf } from '../../support/network'

const card = { loginNumber: '12345678', code: '1234123412341234', password: 'six-six' }
const who = { member_id: 'm-1', name: '林秀英', login_number: '12345678' }
const account = { ...keys('a', 'r'), user: { id: 'u-1', aud: 'authenticated' } }

/** A town that answers by address; anything not named is no signal. */
function townSaying(answers: Record<string, () => Response>) {
  return vi.fn<Fetch>((url) => {
    const known = Object.keys(answers).find((path) => url.includes(path))
    const answer = known === undefined ? undefined : answers[known]
    return answer ? Promise.resolve(answer()) : noSignal(url, {})
  })
}

const good = {
  check_card: () => json({ ok: true }),
  '/signup': () => json(account),
  'grant_type=password': () => json(account),
  'rpc/activate': () => json({ ok: true, member_id: 'm-1', name: '林秀英' }),
  whoami: () => json(who),
}
const at = (answers: Record<string, () => Response>) =>
  lineTo({ fetch: townSaying(answers), session: undefined })

describe('a card', () => {
  it('and a password of one’s own choosing let a member in', async () => {
    const line = at(good)
    expect(await activateCard(line, card)).toMatchObject({
      ok: true,
      value: { memberId: 'm-1', name: '林秀英' },
    })
    expect(line.store.now()).toEqual(
      sessionOf({ accessToken: 'a', refreshToken: 'r', expiresAt: noon + 3_600_000 }),
    )
    const [, init] = line.fetch.mock.calls.find(([url]) => url.includes('/signup')) ?? []
    expect(said(init)).toMatchObject({ email: '12345678@card.pioneer-home.invalid' })
  })

  it.each([
    [
      'is wrong, used or expired',
      {
        check_card: () => json({ ok: false }),
        'grant_type=password': () => json({ error_code: 'invalid_credentials', msg: '' }, 400),
      },
      'card-not-valid',
    ],
    [
      'was tried too often',
      { check_card: () => json({ refused: 'too-many-attempts' }) },
      'too-many-attempts',
    ],
    [
      'was used by someone else meanwhile',
      { 'rpc/activate': () => json({ ok: false, code: 'card-not-valid' }) },
      'card-not-valid',
    ],
    [
      'needs a longer password',
      { '/signup': () => json({ code: 422, error_code: 'weak_password', msg: '' }, 422) },
      'password-too-weak',
    ],
  ])('that %s says so and lets nobody in', async (_, answers, code) => {
    const line = at({ ...good, ...answers })
    expect(await activateCard(line, card)).toEqual({ ok: false, fault: { kind: 'refused', code } })
    expect(line.store.now()).toBeUndefined()
  })

  it('whose activation was cut short half-way works with the same password', async () => {
    const exists = () => json({ code: 422, error_code: 'user_already_exists', msg: '' }, 422)
    const line = at({ ...good, '/signup': exists })
    expect(await activateCard(line, card)).toMatchObject({ ok: true })
    const other = at({
      ...good,
      '/signup': exists,
      'grant_type=password': () => json({ error_code: 'invalid_credentials', msg: '' }, 400),
    })
    expect(await activateCard(other, card)).toMatchObject({
      fault: { code: 'password-set-before' },
    })
  })

  it('that was just used, the answer lost on the way, still lets that same person in', async () => {
    const line = at({ ...good, check_card: () => json({ ok: false }) })
    expect(await activateCard(line, card)).toMatchObject({ ok: true, value: { memberId: 'm-1' } })
  })

  it('is checked before anything is chosen', async () => {
    expect(await checkCard(at(good), card)).toEqual({ ok: true, value: null })
    expect(await checkCard(at({}), card)).toEqual({ ok: false, fault: { kind: 'offline' } })
    expect(await checkCard(at({ check_card: () => portal() }), card)).toEqual({
      ok: false,
      fault: { kind: 'offline' },
    })
  })
})

describe('signing in', () => {
  const wrong = () =>
    json({ code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' }, 400)

  it('with number and password opens the phone', async () => {
    expect(await signIn(at(good), card)).toMatchObject({ ok: true, value: { name: '林秀英' } })
  })

  it.each([
    [
      'a wrong password',
      { 'grant_type=password': wrong },
      { kind: 'refused', code: 'wrong-password' },
    ],
    [
      'too many tries',
      {
        'grant_type=password': () => json({ error_code: 'over_request_rate_limit', msg: '' }, 429),
      },
      { kind: 'busy' },
    ],
    [
      'an ended account',
      { whoami: () => json({ refused: 'cut-off' }) },
      { kind: 'refused', code: 'cut-off' },
    ],
    ['a captive portal', { 'grant_type=password': () => portal() }, { kind: 'offline' }],
    [
      'an ill server',
      { 'grant_type=password': () => json({ msg: 'oops' }, 500) },
      { kind: 'busy' },
    ],
    ['someone else’s answer', { whoami: () => json({ hello: 'guest' }) }, { kind: 'offline' }],
  ])('with %s does not, and says why', async (_, answers, fault) => {
    const line = at({ ...good, ...answers })
    expect(await signIn(line, card)).toMatchObject({ ok: false, fault })
    expect(line.store.now()).toBeUndefined()
  })

  it('with no signal says that there is none', async () => {
    expect(await signIn(at({}), card)).toEqual({ ok: false, fault: { kind: 'offline' } })
  })
})

describe('signing out', () => {
  it('tells the town, and does not mind when it cannot', async () => {
    const line = at({ '/logout': () => new Response(null, { status: 204 }) })
    await endSession(line, sessionOf())
    expect(line.fetch).toHaveBeenCalledOnce()
    await expect(endSession(at({}), sessionOf())).resolves.toBeUndefined()
  })
})
