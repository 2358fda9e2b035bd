// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import type { SyncRequest } from '@/domain/wire'
import type { Fetch } from '@/remote/town'
import { createTransport, readReply } from '@/remote/transport'
import { json, keys, lineTo, noSignal, portal, said, town } from '../../support/network'

const request: SyncRequest = {
  v: 1,
  device: 'phone',
  cursor: 'c-1',
  epoch: null,
  room: 1,
  commands: [],
}
const page = {
  ...{
    v: 1,
    now: 5,
    cursor: 'c-2',
    epoch: 'first-life',
    fresh: false,
    more: false,
    done: [],
    verdicts: [{ id: 'x', ok: true }],
  },
  tables: { orgs: { columns: ['id', 'name'], values: [['a'], ['柳树村']], gone: ['b'] } },
}
const send = (fetch: Fetch) => createTransport(lineTo({ fetch }))(request)

describe('a trip over the line', () => {
  it('is one post to one address, with the member’s key', async () => {
    const fetch = vi.fn<Fetch>(() => Promise.resolve(json(page)))
    expect(await send(fetch)).toMatchObject({ ok: true, value: { kind: 'page', cursor: 'c-2' } })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe(`${town.url}/rest/v1/rpc/sync`)
    expect(init?.headers).toMatchObject({ authorization: 'Bearer old', apikey: 'public' })
    expect(said(init)).toEqual({ request })
    // With one, Chromium asks for leave (a preflight) before every single request to another origin.
    expect(init?.cache).toBeUndefined()
  })

  it('tells how a page begins while its rows are still on their way', async () => {
    const head = { v: 1, now: 5, done: [], more: true, epoch: 'e', fresh: true, cursor: 'c-2' }
    const text = JSON.stringify({ ...head, tables: page.tables, verdicts: [] })
    const parts = [text.slice(0, 30), text.slice(30, 120), text.slice(120)].map((part) =>
      new TextEncoder().encode(part),
    )
    const told: unknown[] = []
    const seenAt: number[] = []
    const body = new ReadableStream<Uint8Array>({
      pull(to) {
        const part = parts.shift()
        if (part) to.enqueue(part)
        else to.close()
        seenAt.push(told.length)
      },
    })
    const fetch: Fetch = () =>
      Promise.resolve(new Response(body, { headers: { 'content-type': 'application/json' } }))
    const answer = await createTransport(lineTo({ fetch }))(request, (begun) => told.push(begun))
    expect(told).toEqual([{ cursor: 'c-2', epoch: 'e', more: true }])
    expect(seenAt.at(-1)).toBe(1)
    expect(answer).toMatchObject({ ok: true, value: { cursor: 'c-2', tables: page.tables } })
  })

  it.each([
    ['words that only look like one', { notes: ',"tables":', cursor: 'c' }],
    ['a page of a hotel in JSON', { hello: ',"tables":' }],
  ])('takes %s for no beginning', async (_, body) => {
    const told: unknown[] = []
    const line = lineTo({ fetch: () => Promise.resolve(json(body)) })
    await createTransport(line)(request, (begun) => told.push(begun))
    expect(told).toEqual([])
  })

  it.each([
    ['a 401', () => json({ code: 'PGRST301', message: 'JWT expired' }, 401)],
    ['a polite word that it does not know us', () => json({ v: 1, now: 5, refused: 'signed-out' })],
  ])('renews the key once after %s and goes again', async (_, refusal) => {
    const fetch = vi.fn<Fetch>((url, init) => {
      if (url.includes('/auth/')) return Promise.resolve(json(keys('new', 'r-2')))
      const { authorization } = init.headers as Record<string, string>
      return Promise.resolve(authorization === 'Bearer new' ? json(page) : refusal())
    })
    expect(await send(fetch)).toMatchObject({ ok: true, value: { kind: 'page' } })
    expect(fetch).toHaveBeenCalledTimes(3)
  })

  it('gives up after the second no, without a third try', async () => {
    const fetch = vi.fn<Fetch>((url) =>
      Promise.resolve(
        url.includes('/auth/')
          ? json(keys('new', 'r-2'))
          : json({ v: 1, now: 5, refused: 'signed-out' }),
      ),
    )
    expect(await send(fetch)).toEqual({
      ok: true,
      value: { kind: 'refused', now: 5, code: 'signed-out' },
    })
    expect(fetch).toHaveBeenCalledTimes(3)
  })

  it.each([
    ['no signal', noSignal, { kind: 'offline' }],
    ['a captive portal', () => Promise.resolve(portal()), { kind: 'offline' }],
    [
      'json that is not the town’s',
      () => Promise.resolve(json({ welcome: true })),
      { kind: 'offline' },
    ],
    [
      'half an answer',
      () =>
        Promise.resolve(
          new Response('{"v":1,', { headers: { 'content-type': 'application/json' } }),
        ),
      { kind: 'offline' },
    ],
    [
      '429 with a time',
      () => Promise.resolve(json({}, 429, { 'retry-after': '30' })),
      { kind: 'busy', retryAfterMs: 30_000 },
    ],
    ['503', () => Promise.resolve(json({}, 503)), { kind: 'busy', retryAfterMs: 5_000 }],
    ['504 in html', () => Promise.resolve(portal(504)), { kind: 'busy', retryAfterMs: 5_000 }],
    [
      '413',
      () => Promise.resolve(json({ message: 'too large' }, 413)),
      { kind: 'refused', code: 'too-big' },
    ],
    [
      '400',
      () => Promise.resolve(json({ message: 'bad' }, 400)),
      { kind: 'refused', code: 'bad-request' },
    ],
  ] satisfies [string, Fetch, object][])(
    'names %s for who can mend it',
    async (_, fetch, fault) => {
      expect(await send(fetch)).toEqual({ ok: false, fault })
    },
  )

  it('does not wait for ever on a line that has gone silent', async () => {
    vi.useFakeTimers()
    const silent: Fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
    const answer = send(silent)
    await vi.advanceTimersByTimeAsync(45_000)
    expect(await answer).toEqual({ ok: false, fault: { kind: 'offline' } })
    vi.useRealTimers()
  })

  it('with nobody signed in does not even start', async () => {
    const fetch = vi.fn<Fetch>()
    const answer = await createTransport(lineTo({ fetch, session: undefined }))(request)
    expect(answer).toEqual({ ok: false, fault: { kind: 'signed-out' } })
    expect(fetch).not.toHaveBeenCalled()
  })
})

describe('the shape of an answer', () => {
  it.each([
    [
      'a row shorter than its columns',
      { ...page, tables: { orgs: { columns: ['id', 'name'], values: [['a']], gone: [] } } },
    ],
    ['a missing cursor', { ...page, cursor: undefined }],
    ['another version', { ...page, v: 2 }],
    ['a verdict without a code', { ...page, verdicts: [{ id: 'x', ok: false }] }],
    ['nothing', null],
    ['a list', []],
  ])('with %s is not believed', (_, body) => {
    expect(readReply(body)).toEqual({ ok: false, fault: { kind: 'offline' } })
  })
})
