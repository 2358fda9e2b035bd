// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createStorage } from '@/remote/storage'
import type { Fetch } from '@/remote/town'
import { json, keys, lineTo, noSignal, portal, town } from '../../support/network'

const bytes = (text: string, status: number, headers: Record<string, string>) =>
  new Response(text, { status, headers })
const open = (fetch: Fetch, from = 0) =>
  createStorage(lineTo({ fetch })).open('org/file 1', from, new AbortController().signal)

async function all(answer: Awaited<ReturnType<typeof open>>): Promise<string> {
  if (!answer.ok) return answer.fault.kind
  let text = ''
  for (let part = await answer.value.read(); part; part = await answer.value.read())
    text += new TextDecoder().decode(part)
  return text
}

describe('a file from the town', () => {
  it('is asked for with the member’s own key, whole', async () => {
    const fetch = vi.fn<Fetch>(() =>
      Promise.resolve(bytes('0123456789', 200, { 'content-length': '10' })),
    )
    const answer = await open(fetch)
    expect(answer).toMatchObject({ ok: true, value: { from: 0, total: 10 } })
    expect(await all(answer)).toBe('0123456789')
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe(`${town.url}/storage/v1/object/authenticated/materials/org/file%201`)
    expect(init?.headers).toEqual({ apikey: 'public', authorization: 'Bearer old' })
  })

  it('goes on from the middle', async () => {
    const fetch = vi.fn<Fetch>(() =>
      Promise.resolve(bytes('56789', 206, { 'content-range': 'bytes 5-9/10' })),
    )
    expect(await open(fetch, 5)).toMatchObject({ ok: true, value: { from: 5, total: 10 } })
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ range: 'bytes=5-' })
  })

  it('from a store that gives it all again says so', async () => {
    const whole: Fetch = () => Promise.resolve(bytes('0123456789', 200, { 'content-length': '10' }))
    expect(await open(whole, 5)).toMatchObject({ ok: true, value: { from: 0, total: 10 } })
  })

  it.each([
    ['no signal', noSignal, { kind: 'offline' }],
    ['a captive portal', () => Promise.resolve(portal()), { kind: 'offline' }],
    ['a full house', () => Promise.resolve(json({}, 429)), { kind: 'busy', retryAfterMs: 5_000 }],
    [
      'a no',
      () => Promise.resolve(json({ error: 'not_found' }, 400)),
      { kind: 'refused', code: 'not-allowed' },
    ],
  ] satisfies [string, Fetch, object][])('over %s is a fault', async (_, fetch, fault) => {
    expect(await open(fetch)).toEqual({ ok: false, fault })
  })

  it('with a key run out on the way gets a new one and goes on', async () => {
    const fetch: Fetch = (url, init) => {
      if (url.includes('/auth/')) return Promise.resolve(json(keys('new', 'r-2')))
      const { authorization } = init.headers as Record<string, string>
      return Promise.resolve(
        authorization === 'Bearer new' ? bytes('ok', 200, {}) : json({ error: 'jwt expired' }, 401),
      )
    }
    expect(await all(await open(fetch))).toBe('ok')
  })
})

describe('a file for the town', () => {
  it('goes to its path with its kind', async () => {
    const fetch = vi.fn<Fetch>(() => Promise.resolve(json({ Key: 'x' })))
    const blob = new Blob(['abc'], { type: 'audio/mpeg' })
    expect(await createStorage(lineTo({ fetch })).upload('org/f', blob)).toEqual({
      ok: true,
      value: null,
    })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe(`${town.url}/storage/v1/object/materials/org/f`)
    expect(init?.headers).toMatchObject({ 'content-type': 'audio/mpeg' })
  })

  it('that arrived before, by a try whose answer was lost, counts as sent', async () => {
    const there = { statusCode: '409', error: 'Duplicate', message: 'The resource already exists' }
    const fetch: Fetch = () => Promise.resolve(json(there, 400))
    expect(await createStorage(lineTo({ fetch })).upload('org/f', new Blob())).toEqual({
      ...{ ok: true, value: null },
    })
  })

  it('that is not ours to send is refused in a word', async () => {
    const fetch: Fetch = () => Promise.resolve(json({ error: 'Unauthorized' }, 400))
    expect(await createStorage(lineTo({ fetch })).upload('org/f', new Blob())).toEqual({
      ...{ ok: false, fault: { kind: 'refused', code: 'not-allowed' } },
    })
  })
})
