// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { backgroundTag, syncMessage } from '@/domain/signals'

const deliverOutbox = vi.hoisted(() => vi.fn(() => Promise.resolve()))
const routes = vi.hoisted(() => [] as { denylist: RegExp[] }[])
vi.mock('@/sw/deliver-outbox', () => ({ deliverOutbox }))
vi.mock('workbox-precaching', () => ({
  ...{ cleanupOutdatedCaches: vi.fn(), precacheAndRoute: vi.fn() },
  createHandlerBoundToURL: vi.fn((url: string) => url),
}))
vi.mock('workbox-routing', () => ({
  registerRoute: (route: { denylist: RegExp[] }) => routes.push(route),
  NavigationRoute: class {
    readonly denylist: RegExp[]
    constructor(_handler: string, { denylist }: { denylist: RegExp[] }) {
      this.denylist = denylist
    }
  },
}))

interface Page {
  visibilityState: DocumentVisibilityState
  postMessage: (message: unknown) => void
}

let pages: Page[]
const skipWaiting = vi.fn(() => Promise.resolve())
const worker = Object.assign(new EventTarget(), {
  ...{ skipWaiting, location: { origin: 'https://town.test' } },
  clients: { matchAll: () => Promise.resolve(pages) },
})
vi.stubGlobal('self', worker)
await import('@/sw/sw')

async function happens(type: string, details: object): Promise<void> {
  let work: Promise<unknown> = Promise.resolve()
  const waitUntil = (promised: Promise<unknown>) => {
    work = promised
  }
  worker.dispatchEvent(Object.assign(new Event(type), details, { waitUntil }))
  await work
}

const page = (visibilityState: DocumentVisibilityState): Page => ({
  visibilityState,
  postMessage: vi.fn(),
})

beforeEach(() => {
  pages = []
  vi.clearAllMocks()
})

describe('the service worker, when the signal is back', () => {
  it('sends by itself while nobody has the app open', async () => {
    await happens('sync', { tag: backgroundTag })
    expect(deliverOutbox).toHaveBeenCalledWith('https://town.test')
  })

  it('lets an open page send, and only asks it to', async () => {
    const open = page('visible')
    pages = [open]
    await happens('sync', { tag: backgroundTag })
    expect(open.postMessage).toHaveBeenCalledWith(syncMessage)
    expect(deliverOutbox).not.toHaveBeenCalled()
  })

  it('does not rely on a page that may be asleep', async () => {
    pages = [page('hidden')]
    await happens('sync', { tag: backgroundTag })
    expect(deliverOutbox).toHaveBeenCalledOnce()
  })

  it('lets the browser try again when nothing could be sent', async () => {
    deliverOutbox.mockRejectedValueOnce(new Error('not sent yet'))
    await expect(happens('sync', { tag: backgroundTag })).rejects.toThrow('not sent yet')
  })

  it('does nothing at another’s call', async () => {
    await happens('sync', { tag: 'something-else' })
    expect(deliverOutbox).not.toHaveBeenCalled()
  })
})

describe('a new version', () => {
  it('takes over only when the person says so', async () => {
    await happens('message', { data: 'hello' })
    await happens('message', { data: null })
    expect(skipWaiting).not.toHaveBeenCalled()
    await happens('message', { data: { type: 'SKIP_WAITING' } })
    expect(skipWaiting).toHaveBeenCalledOnce()
  })
})

describe('the server’s own addresses', () => {
  it.each(['/rest/v1/rpc/sync', '/auth/v1/token', '/storage/v1/object/materials/x', '/rest/v1'])(
    '%s never get the app’s page for an answer',
    (path) => {
      expect(routes.some(({ denylist }) => denylist.some((no) => no.test(path)))).toBe(true)
    },
  )

  it.each(['/', '/study/abc', '/me/storage', '/activate', '/resting'])(
    '%s is a page of the app',
    (path) => {
      expect(routes.some(({ denylist }) => denylist.some((no) => no.test(path)))).toBe(false)
    },
  )
})
