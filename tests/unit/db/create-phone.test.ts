// @vitest-environment node
import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { describe, expect, it, vi } from 'vitest'
import { createPhone } from '@/db/create-phone'
import { defineMutation } from '@/db/mutation'
import { onTrouble } from '@/db/trouble'
import type { FilesPort } from '@/db/files-port'
import { no } from '@/domain/fault'
import type { SyncStatus } from '@/domain/sync-status'
import { lesson, newPhone, saveMaterial } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

function aPhone() {
  const { db, ports } = newPhone(new PretendTown())
  const soon = vi.fn()
  let tell: (status: SyncStatus) => void = () => undefined
  const phone = createPhone({
    ...{ db, me: ports.me, clock: ports.clock, files: {} as FilesPort },
    ask: () => Promise.resolve(no({ kind: 'offline' })),
    sync: {
      soon,
      now: vi.fn(),
      watch: (watcher) => {
        tell = watcher
      },
    },
  })
  return {
    phone,
    db,
    soon,
    tell: (status: SyncStatus) => {
      tell(status)
    },
  }
}

describe('the phone as screens know it', () => {
  it('keeps an act and lets the town hear of it soon', async () => {
    const { phone, db, soon } = aPhone()
    await phone.mutate(saveMaterial, lesson('春耕'))
    expect(await db.outbox.count()).toBe(1)
    expect(soon).toHaveBeenCalledOnce()
  })

  it('does not pile up what the next act says all the same', async () => {
    const { phone, db } = aPhone()
    const saveAgain = defineMutation('save_material', {
      ...{ touches: ['materials'], apply: saveMaterial.apply.bind(saveMaterial) },
      replaces: (earlier, later) => earlier.materialId === later.materialId,
    })
    await phone.mutate(saveAgain, lesson('一'))
    await phone.mutate(saveAgain, lesson('别的', { id: 'other' }))
    await phone.mutate(saveAgain, lesson('二'))
    const said = (await db.outbox.toArray()).map(({ args }) => 'title' in args && args.title)
    expect(said).toEqual(['别的', '二'])
    expect(await db.materials.count()).toBe(2)
  })

  it('that hears too late of an act being kept does not say that it failed', async () => {
    const { phone, db } = aPhone()
    const transact = db.transaction.bind(db)
    const late = vi.spyOn(db, 'transaction').mockImplementation(((
      ...asked: Parameters<typeof transact>
    ) =>
      transact(...asked).then(() => {
        throw new Dexie.PrematureCommitError()
      })) as typeof transact)
    await phone.mutate(saveMaterial, lesson('春耕'))
    expect(await db.outbox.count()).toBe(1)

    late.mockImplementation((() =>
      Dexie.Promise.reject(new Dexie.PrematureCommitError())) as typeof transact)
    await expect(phone.mutate(saveMaterial, lesson('夏收', { id: 'other' }))).rejects.toThrow()
    expect(await db.outbox.count()).toBe(1)
    late.mockRestore()
  })

  it('says where it stands with the town', () => {
    const { phone, tell } = aPhone()
    tell({ kind: 'waiting', pending: 2, syncedAt: null })
    expect(phone.sync.status.value).toEqual({ kind: 'waiting', pending: 2, syncedAt: null })
  })

  it('counts days in the town, wherever the phone is', () => {
    const { phone } = aPhone()
    expect(phone.today()).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('that is full keeps nothing half, says that it is full, and sends nothing', async () => {
    const { phone, db, soon } = aPhone()
    const met = vi.fn()
    const stopListening = onTrouble(met)
    await db.open()
    db.outbox.hook('creating', () => {
      throw new Dexie.QuotaExceededError('full')
    })
    await expect(phone.mutate(saveMaterial, lesson('春耕'))).rejects.toMatchObject({
      trouble: { kind: 'full' },
    })
    expect(await db.materials.count()).toBe(0)
    expect(await db.outbox.count()).toBe(0)
    expect(met).toHaveBeenCalledWith({ kind: 'full' })
    expect(soon).not.toHaveBeenCalled()
    stopListening()
  })
})
