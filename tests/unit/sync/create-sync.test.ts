// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { no, yes } from '@/domain/fault'
import type { SyncStatus } from '@/domain/sync-status'
import { createSync, type Sync } from '@/sync/create-sync'
import type { Transport } from '@/sync/ports'
import { lesson, newPhone, saveMaterial } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

let sync: Sync | undefined
afterEach(() => sync?.stop())

function join(
  change: (town: PretendTown) => Transport = (town) => town.answer,
  phone?: ReturnType<typeof newPhone>,
) {
  const town = new PretendTown()
  phone ??= newPhone(town)
  phone.line.transport = change(town)
  const seen: SyncStatus[] = []
  const on = { onCutOff: vi.fn(), onTooOld: vi.fn(), onCaughtUp: vi.fn() }
  sync = createSync({
    ...on,
    ports: phone.ports,
    lock: (work) => work(),
    page: { window, document },
    workers: undefined,
  })
  sync.watch((status) => seen.push(status))
  const last = () => seen[seen.length - 1]
  return { town, phone, seen, last, sync, ...on }
}

const offline: Transport = () => Promise.resolve(no({ kind: 'offline' }))

describe('what a person is told', () => {
  it('after a talk: settled, and since when', async () => {
    const { last, onCaughtUp } = join()
    await vi.waitFor(() => {
      expect(last()).toEqual({ kind: 'settled', syncedAt: expect.any(Number) as number })
    })
    expect(onCaughtUp).toHaveBeenCalled()
  })

  it('on a phone that agreed with the town before: never that it has not', async () => {
    const { phone, town, last, sync: first } = join()
    await vi.waitFor(() => {
      expect(last()).toMatchObject({ kind: 'settled', syncedAt: expect.any(Number) as number })
    })
    first.stop()
    const { seen, last: lastAgain } = join(() => town.answer, phone)
    await vi.waitFor(() => {
      expect(lastAgain()).toMatchObject({ kind: 'settled' })
    })
    expect(seen.filter(({ syncedAt }) => syncedAt === null)).toEqual([])
  })

  it('with no signal and nothing to send: no alarm', async () => {
    const { last } = join(() => offline)
    await vi.waitFor(() => {
      expect(last()).toEqual({ kind: 'settled', syncedAt: null })
    })
  })

  it('with no signal and something to send: how much waits; and then that it has gone', async () => {
    const { phone, town, last, sync } = join(() => offline)
    await phone.act(saveMaterial, lesson('春耕'))
    await vi.waitFor(() => {
      expect(last()).toMatchObject({ kind: 'waiting', pending: 1 })
    })
    phone.line.transport = town.answer
    sync.now()
    await vi.waitFor(() => {
      expect(last()).toMatchObject({ kind: 'settled' })
    })
    expect(town.rows('materials')).toHaveLength(1)
  })

  it('when the keys are no longer good: that only they can help, and that nothing is lost', async () => {
    const { phone, last } = join(() => () => Promise.resolve(no({ kind: 'signed-out' })))
    await phone.act(saveMaterial, lesson('春耕'))
    await vi.waitFor(() => {
      expect(last()).toEqual({
        kind: 'stuck',
        fault: { kind: 'signed-out' },
        pending: 1,
        syncedAt: null,
      })
    })
  })

  it('when the account has ended: the app closes the gate', async () => {
    const { onCutOff } = join(
      () => () => Promise.resolve(yes({ kind: 'refused', now: 1, code: 'cut-off' })),
    )
    await vi.waitFor(() => {
      expect(onCutOff).toHaveBeenCalledOnce()
    })
  })
})
