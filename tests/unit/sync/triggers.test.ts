import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backgroundTag, syncMessage } from '@/domain/signals'
import { askForBackgroundSync } from '@/sync/background'
import { listen } from '@/sync/triggers'

let stop: () => void
let now: ReturnType<typeof vi.fn<() => Promise<void>>>
let workers: EventTarget
let visible: DocumentVisibilityState

beforeEach(() => {
  vi.useFakeTimers()
  visible = 'visible'
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible)
  now = vi.fn(() => Promise.resolve())
  workers = new EventTarget()
  const serviceWorker = workers as unknown as ServiceWorkerContainer
  stop = listen({ window, document, serviceWorker }, { now, soon: vi.fn(), stop: vi.fn() })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const since = () => now.mock.calls.length - 1

describe('the phone talks', () => {
  it('when the app starts', () => {
    expect(now).toHaveBeenCalledOnce()
  })

  it.each([
    ['when the signal is back', () => window.dispatchEvent(new Event('online'))],
    ['when it is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
    [
      'when the browser brings the page back from its memory',
      () => window.dispatchEvent(new Event('pageshow')),
    ],
    [
      'when the service worker asks',
      () => workers.dispatchEvent(new MessageEvent('message', { data: syncMessage })),
    ],
  ])('%s', (_, happen) => {
    happen()
    expect(since()).toBe(1)
  })

  it('now and then while someone looks, and not while nobody does', async () => {
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(since()).toBe(5)
    visible = 'hidden'
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(since()).toBe(5)
  })

  it('not at any other word of the worker, and not after it has been stopped', () => {
    workers.dispatchEvent(new MessageEvent('message', { data: 'hello' }))
    stop()
    window.dispatchEvent(new Event('online'))
    expect(since()).toBe(0)
  })
})

describe('the browser', () => {
  const worker = (registration: object | undefined) => ({
    getRegistration: () => Promise.resolve(registration as ServiceWorkerRegistration | undefined),
  })

  it('is asked to wake the worker when the signal is back', async () => {
    const register = vi.fn(() => Promise.resolve())
    expect(await askForBackgroundSync(worker({ sync: { register } }))).toBe(true)
    expect(register).toHaveBeenCalledWith(backgroundTag)
  })

  it.each([
    ['has no service worker', undefined],
    ['has none installed yet', worker(undefined)],
    ['cannot sync in the background', worker({})],
    [
      'was told not to',
      worker({
        sync: { register: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
      }),
    ],
  ])('that %s is not relied on', async (_, workers) => {
    expect(await askForBackgroundSync(workers)).toBe(false)
  })
})
