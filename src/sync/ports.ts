import type { AnyMutation } from '@/db/mutation'
import type { PhoneDb } from '@/db/phone-db'
import type { Clock } from '@/domain/clock'
import type { Answer } from '@/domain/fault'
import type { MemberId } from '@/domain/id'
import type { PageHead, SyncReply, SyncRequest } from '@/domain/wire'

/**
 * Carries one request to the town and brings its answer, or says why not. May tell how a page begins while its rows are
 * still on their way.
 */
export type Transport = (
  request: SyncRequest,
  onHead?: (head: PageHead) => void,
) => Promise<Answer<SyncReply>>

export type Mutations = ReadonlyMap<string, AnyMutation>

export interface SyncPorts {
  db: PhoneDb
  me: MemberId
  device: string
  clock: Clock
  transport: Transport
  mutations: Mutations
}

export function byName(mutations: readonly AnyMutation[]): Mutations {
  return new Map(mutations.map((mutation) => [mutation.name, mutation]))
}
