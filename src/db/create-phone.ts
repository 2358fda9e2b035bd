import { readonly, shallowRef } from 'vue'
import type { Ask } from '@/domain/asks'
import type { Clock } from '@/domain/clock'
import { dayOf } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import type { SyncStatus } from '@/domain/sync-status'
import type { FilesPort } from './files-port'
import { mutate } from './mutate'
import type { Phone } from './phone'
import type { PhoneDb } from './phone-db'
import { PhoneTroubleError, isStoreError, reportTrouble, troubleOf } from './trouble'

export interface PhoneParts {
  db: PhoneDb
  me: MemberId
  clock: Clock
  ask: Ask
  files: FilesPort
  sync: {
    watch(tell: (status: SyncStatus) => void): void
    now(): void
    /** Something was done; the server should hear of it shortly. */
    soon(): void
  }
}

/** Puts the parts together into the one thing screens know. */
export function createPhone({ db, me, clock, ask, files, sync }: PhoneParts): Phone {
  const status = shallowRef<SyncStatus>({ kind: 'settled', syncedAt: null })
  sync.watch((now) => {
    status.value = now
  })
  return {
    db,
    me,
    ask,
    files,
    clock: () => clock.now(),
    today: () => dayOf(clock.now()),
    async mutate(mutation, args) {
      try {
        await mutate({ db, me, clock: () => clock.now() }, mutation, args)
      } catch (error) {
        if (!isStoreError(error)) throw error
        reportTrouble(error)
        throw new PhoneTroubleError(troubleOf(error), error)
      }
      sync.soon()
    },
    sync: {
      status: readonly(status),
      now: () => {
        sync.now()
      },
    },
  }
}
