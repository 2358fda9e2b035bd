import type { OutboxEntry } from '@/db/phone-db'
import { no, yes, type Answer } from '@/domain/fault'
import { tripLimits, wireVersion } from '@/domain/wire'
import { judge } from './judge'
import { pack } from './pack'
import type { SyncPorts } from './ports'
import { epochHere } from './say-again'
import { readState } from './sync-state'

/**
 * Sends what waits and hears the verdicts, without touching a row: for the service worker, which knows no feature and
 * so cannot lay acts on again. The next page that opens takes the rows and the refusals; asking again is harmless.
 */
export async function deliver(ports: Omit<SyncPorts, 'mutations'>): Promise<Answer<null>> {
  const entries = await ports.db.outbox.orderBy('seq').toArray()
  let waiting = entries.filter((entry) => !entry.accepted)
  while (waiting.length > 0) {
    const sent = await deliverSome(ports, waiting)
    if (!sent.ok) return sent
    waiting = waiting.slice(sent.value)
  }
  return yes(null)
}

async function deliverSome(
  { db, device, clock, transport }: Omit<SyncPorts, 'mutations'>,
  waiting: readonly OutboxEntry[],
): Promise<Answer<number>> {
  const { commands, tooBig } = pack(waiting, tripLimits.commands)
  if (tooBig) return yes(1) // Left for the page, which can say so.
  const state = await readState(db)
  const epoch = await epochHere(db, state)
  const askedAt = clock.raw()
  const answer = await transport({
    ...{ v: wireVersion, device, cursor: state.cursor, epoch, commands },
    room: 0, // The rows are not for the worker to store: as few as the server can send.
  })
  if (!answer.ok) return answer
  clock.hear(answer.value.now, askedAt)
  if (answer.value.kind === 'refused') return no({ kind: 'refused', code: answer.value.code })
  const verdicts = answer.value.verdicts.filter(({ ok }) => ok)
  await judge(db, { verdicts, epoch: answer.value.epoch }, clock.now())
  return yes(commands.length)
}
