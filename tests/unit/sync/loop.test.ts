// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fault } from '@/domain/fault'
import type { LoopState } from '@/sync/status'
import { createSyncLoop } from '@/sync/sync-loop'
import type { TripEnd } from '@/sync/trip-end'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const offline: TripEnd = { kind: 'fault', fault: { kind: 'offline' } }
const caughtUp: TripEnd = { kind: 'caught-up' }

function newLoop(...ends: readonly TripEnd[]) {
  const told: LoopState[] = []
  const trips: number[] = []
  const on = { onCutOff: vi.fn(), onTooOld: vi.fn(), onTrouble: vi.fn() }
  const trip = vi.fn((most: number) => {
    trips.push(most)
    return Promise.resolve(ends[Math.min(trips.length, ends.length) - 1] ?? caughtUp)
  })
  const loop = createSyncLoop({
    ...on,
    trip,
    lock: (work) => work(),
    tell: (state) => told.push(state),
  })
  return { loop, told, trips, trip, ...on }
}

describe('the loop', () => {
  it('goes on while there is more, and then is idle', async () => {
    const { loop, trips, told } = newLoop({ kind: 'more' }, { kind: 'more' }, caughtUp)
    await loop.now()
    expect(trips).toHaveLength(3)
    expect(told).toEqual([{ kind: 'idle' }])
  })

  it('tries again by itself after no signal, ever later but never later than five minutes', async () => {
    const { loop, trips } = newLoop(offline)
    await loop.now()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(trips).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(trips).toHaveLength(3)
    await vi.advanceTimersByTimeAsync(3_600_000)
    const after = trips.length
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(trips.length).toBe(after + 1)
    loop.stop()
  })

  it('waits as long as a busy town asks', async () => {
    const { loop, trips } = newLoop(
      { kind: 'fault', fault: { kind: 'busy', retryAfterMs: 90_000 } },
      caughtUp,
    )
    await loop.now()
    await vi.advanceTimersByTimeAsync(89_000)
    expect(trips).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(trips).toHaveLength(2)
  })

  it.each<Fault>([{ kind: 'signed-out' }, { kind: 'refused', code: 'bad-request' }])(
    'does not nag the town when only a person can help: $kind',
    async (fault) => {
      const { loop, trips, told } = newLoop({ kind: 'fault', fault })
      await loop.now()
      await vi.advanceTimersByTimeAsync(3_600_000)
      expect(trips).toHaveLength(1)
      expect(told).toEqual([{ kind: 'failed', fault }])
    },
  )

  it('asked for during a trip goes once more afterwards, however often it was asked', async () => {
    const { loop, trips } = newLoop(caughtUp)
    await Promise.all([loop.now(), loop.now(), loop.now()])
    expect(trips).toHaveLength(2)
  })

  it('gathers quick taps into one trip', async () => {
    const { loop, trips } = newLoop(caughtUp)
    loop.soon()
    await vi.advanceTimersByTimeAsync(300)
    loop.soon()
    await vi.advanceTimersByTimeAsync(599)
    expect(trips).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(trips).toHaveLength(1)
  })

  it('sends fewer acts at once when the town will not take them together', async () => {
    const { loop, trips } = newLoop(
      { kind: 'split', commands: 25 },
      { kind: 'split', commands: 12 },
      caughtUp,
    )
    await loop.now()
    expect(trips).toEqual([50, 25, 12])
  })

  it('closes the gate and stops for good when the account has ended', async () => {
    const { loop, trips, onCutOff } = newLoop({ kind: 'cut-off' })
    await loop.now()
    await loop.now()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(onCutOff).toHaveBeenCalledOnce()
    expect(trips).toHaveLength(1)
  })

  it('asks for the update when the town no longer understands this version', async () => {
    const { loop, onTooOld, told } = newLoop({ kind: 'app-too-old' })
    await loop.now()
    expect(onTooOld).toHaveBeenCalledOnce()
    expect(told).toEqual([{ kind: 'failed', fault: { kind: 'refused', code: 'app-too-old' } }])
  })

  it('says that it talks only when it takes a while', async () => {
    const { loop, told, trip } = newLoop(caughtUp)
    trip.mockImplementation(
      () =>
        new Promise((resolve) =>
          setTimeout(() => {
            resolve(caughtUp)
          }, 1_000),
        ),
    )
    const talk = loop.now()
    await vi.advanceTimersByTimeAsync(399)
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(601)
    await talk
    expect(told).toEqual([{ kind: 'talking' }, { kind: 'idle' }])
  })

  it('outlives a failing store: it says so, and tries again', async () => {
    const { loop, trip, onTrouble, told } = newLoop(caughtUp)
    const broken = new Error('disk')
    trip.mockRejectedValueOnce(broken)
    await loop.now()
    expect(onTrouble).toHaveBeenCalledWith(broken)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(told.at(-1)).toEqual({ kind: 'idle' })
  })

  it('says nothing more once it is stopped, even in the middle of a trip', async () => {
    const { loop, told } = newLoop(offline)
    const talk = loop.now()
    loop.stop()
    await talk
    await vi.advanceTimersByTimeAsync(60_000)
    expect(told).toEqual([])
  })

  it('does not run for ever against a town that always has more', async () => {
    const { loop, trips, told } = newLoop({ kind: 'more' })
    await loop.now()
    expect(trips.length).toBe(500)
    expect(told.at(-1)).toMatchObject({ kind: 'failed', fault: { kind: 'busy' } })
    loop.stop()
  })
})
