import type { OutboxEntry } from '@/db/phone-db'
import type { Fault } from '@/domain/fault'
import { syncedNames } from '@/domain/synced'
import type { SyncRefused, SyncRequest } from '@/domain/wire'
import { setAside } from './judge'
import { layUnsent, liftUnsent } from './layers'
import type { SyncPorts } from './ports'
import { dropCursor } from './sync-state'
import type { TripEnd } from './trip-end'

/** The town took the phone's word and answered with a code instead of a page. */
export async function refused(
  ports: SyncPorts,
  request: SyncRequest,
  unsent: readonly OutboxEntry[],
  { code }: SyncRefused,
): Promise<TripEnd> {
  switch (code) {
    case 'bad-cursor':
      if (request.cursor === null) return { kind: 'fault', fault: { kind: 'refused', code } }
      await dropCursor(ports.db, request.cursor)
      return { kind: 'more' }
    case 'cut-off':
      return { kind: 'cut-off' }
    case 'app-too-old':
      return { kind: 'app-too-old' }
    case 'signed-out':
      return { kind: 'fault', fault: { kind: 'signed-out' } }
    default:
      return narrowDown(ports, request, unsent, code)
  }
}

/** There was no answer, or none that could be read. */
export async function failed(
  ports: SyncPorts,
  request: SyncRequest,
  unsent: readonly OutboxEntry[],
  fault: Fault,
): Promise<TripEnd> {
  return fault.kind === 'refused'
    ? narrowDown(ports, request, unsent, fault.code)
    : { kind: 'fault', fault }
}

/** One act the server cannot even read must not hold up the others: halve until it stands alone. */
async function narrowDown(
  ports: SyncPorts,
  request: SyncRequest,
  unsent: readonly OutboxEntry[],
  code: string,
): Promise<TripEnd> {
  const { length } = request.commands
  if (length > 1) return { kind: 'split', commands: Math.floor(length / 2) }
  const alone = length === 1 ? unsent[0] : undefined
  if (alone && (await takesEmptyHands(ports, request))) {
    await giveUp(ports, alone, code)
    return { kind: 'more' }
  }
  return { kind: 'fault', fault: { kind: 'refused', code } }
}

/** Whether it was the act that was refused, and not the whole phone: then nothing may be thrown away. */
async function takesEmptyHands({ transport }: SyncPorts, request: SyncRequest): Promise<boolean> {
  const answer = await transport({ ...request, commands: [] })
  return answer.ok && answer.value.kind === 'page'
}

/** Takes one act off that can never be sent; what was written in it stays in a notice. */
export async function giveUp(ports: SyncPorts, entry: OutboxEntry, code: string): Promise<void> {
  const { db } = ports
  const stores = [...syncedNames.map((name) => db.table(name)), db.outbox, db.shadow, db.notices]
  await db.transaction('rw', stores, async () => {
    await liftUnsent(db)
    await setAside(db, entry, code, ports.clock.now())
    await layUnsent(ports)
  })
}
