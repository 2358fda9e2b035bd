// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createAsk } from '@/remote/asks'
import { parseMoment } from '@/remote/moment'
import type { Fetch } from '@/remote/town'
import { json, lineTo, noSignal, said } from '../../support/network'

const account = {
  ...{ member_id: 'm', state: 'card', login_number: '12345678', card_id: 'c' },
  ...{ card_expires_at: '2026-12-22 09:45:23.5+00', activated_at: null },
}

describe('a question asked online', () => {
  it('goes by the server’s name and spelling, and comes back in the phone’s', async () => {
    const fetch = vi.fn<Fetch>(() => Promise.resolve(json([account])))
    const answer = await createAsk(lineTo({ fetch }))('branch_accounts', { branchId: 'b' })
    expect(fetch.mock.calls[0]?.[0]).toMatch(/\/rest\/v1\/rpc\/branch_accounts$/)
    expect(said(fetch.mock.calls[0]?.[1])).toEqual({ branch_id: 'b' })
    expect(answer).toMatchObject({
      ok: true,
      value: [
        { memberId: 'm', state: 'card', cardExpiresAt: Date.parse('2026-12-22T09:45:23.500Z') },
      ],
    })
  })

  it.each([
    ['no signal', noSignal, { kind: 'offline' }],
    [
      'a refusal',
      () => Promise.resolve(json({ refused: 'not-allowed' })),
      { kind: 'refused', code: 'not-allowed' },
    ],
    [
      'a 403',
      () => Promise.resolve(json({ message: 'no' }, 403)),
      { kind: 'refused', code: 'not-allowed' },
    ],
    [
      'an answer of another shape',
      () => Promise.resolve(json([{ member_id: 5 }])),
      { kind: 'offline' },
    ],
  ] satisfies [string, Fetch, object][])(
    'that meets %s gives a fault, never half an answer',
    async (_, fetch, fault) => {
      expect(await createAsk(lineTo({ fetch }))('branch_accounts', { branchId: 'b' })).toEqual({
        ok: false,
        fault,
      })
    },
  )
})

describe('a moment written by the database', () => {
  it.each([
    ['2026-11-22 09:45:23.5+00', '2026-11-22T09:45:23.500Z'],
    ['2026-11-22 09:45:23+00', '2026-11-22T09:45:23.000Z'],
    ['2026-11-22 17:45:23.123456+08', '2026-11-22T09:45:23.123Z'],
    ['2026-11-22T09:45:23.123456+00:00', '2026-11-22T09:45:23.123Z'],
    ['2026-11-22 15:15:23+0530', '2026-11-22T09:45:23.000Z'],
    ['2026-11-22T09:45:23Z', '2026-11-22T09:45:23.000Z'],
  ])('%s is read in every browser', (written, moment) => {
    expect(new Date(parseMoment(written)).toISOString()).toBe(moment)
  })

  it('that is none is not taken for one', () => {
    expect(parseMoment('昨天')).toBeNaN()
  })
})
