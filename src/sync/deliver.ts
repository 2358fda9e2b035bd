import { no, yes, type Answer } from '@/domain/fault'
import { tripLimits, wireVersion, type SyncPage, type WireCommand } from '@/domain/wire'
import { judge } from './judge'
import { pack } from './pack'
import type { SyncPorts } from './ports'
import { epochHere } from './say-again'
import { readState } from './sync-state'

type WorkerPorts = Omit<SyncPorts, 'mutations'>

/**
 * Sends what waits and hears the verdicts, without touching a row: for the service worker, which knows no feature and
 * so cannot lay acts on again. The next page that opens takes the rows and the refusals; asking again is harmless.
 */
export async function deliver(ports: WorkerPorts): Promise<Answer<null>> {
  const { db } = ports
  const entries = await db.outbox.orderBy('seq').toArray()
  let waiting = entries.filter((entry) => !entry.accepted)
  let epoch = await epochHere(db, await readState(db))
  while (waiting.length > 0) {
    // An act goes to a town whose life the phone can name: with none to name, the first request only asks for it.
    const { commands, tooBig } = pack(epoch === null ? [] : waiting, tripLimits.commands)
    if (!tooBig) {
      const answer = await say(ports, epoch, commands)
      if (!answer.ok) return answer
      epoch ??= answer.value.epoch
    }
    waiting = waiting.slice(tooBig ? 1 : commands.length) // What is too big is left for the page, which can say so.
  }
  return yes(null)
}

async function say(
  { db, device, clock, transport }: WorkerPorts,
  epoch: string | null,
  commands: readonly WireCommand[],
): Promise<Answer<SyncPage>> {
  const { cursor } = await readState(db)
  const askedAt = clock.raw()
  const answer = await transport({
    ...{ v: wireVersion, device, cursor, epoch, commands },
    room: 0, // The rows are not for the worker to store: as few as the server can send.
  })
  if (!answer.ok) return answer
  clock.hear(answer.value.now, askedAt)
  if (answer.value.kind === 'refused') return no({ kind: 'refused', code: answer.value.code })
  const page = answer.value
  const verdicts = page.verdicts.filter(({ ok }) => ok)
  await judge(db, { verdicts, epoch: page.epoch }, clock.now())
  return yes(page)
}
