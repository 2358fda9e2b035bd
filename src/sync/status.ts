import type { Standing } from '@/db/outbox'
import type { Fault } from '@/domain/fault'
import type { SyncStatus } from '@/domain/sync-status'

export type LoopState = { kind: 'idle' } | { kind: 'talking' } | { kind: 'failed'; fault: Fault }

/** What a person is told: only what they did and what only they can mend, never the network's moods. */
export function statusOf(loop: LoopState, { pending, syncedAt }: Standing): SyncStatus {
  if (loop.kind === 'talking') return { kind: 'talking', syncedAt }
  if (loop.kind === 'failed' && needsPerson(loop.fault)) {
    return { kind: 'stuck', fault: loop.fault, pending, syncedAt }
  }
  return pending > 0 ? { kind: 'waiting', pending, syncedAt } : { kind: 'settled', syncedAt }
}

function needsPerson(fault: Fault): boolean {
  switch (fault.kind) {
    case 'signed-out':
    case 'refused':
      return true
    case 'offline':
    case 'busy':
      return false
  }
}
