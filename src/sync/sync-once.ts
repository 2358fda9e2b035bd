import type { Fault } from '@/domain/fault'
import {
  tripLimits,
  wireVersion,
  type PageHead,
  type SyncRefused,
  type SyncRequest,
} from '@/domain/wire'
import { absorb } from './absorb'
import { setAside } from './judge'
import { layUnsent, liftUnsent } from './layers'
import { pack } from './pack'
import { Pages } from './pages'
import type { SyncPorts } from './ports'
import { epochHere } from './say-again'
import { dropCursor, readState } from './sync-state'
import { syncedNames } from '@/domain/synced'
import type { OutboxEntry } from '@/db/phone-db'

/** How one trip ended, and whether there is a reason to go again at once. */
export type TripEnd =
  | { kind: 'caught-up' }
  | { kind: 'more' }
  /** The server would not take the request as a whole; go again with fewer acts in it. */
  | { kind: 'split'; commands: number }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'cut-off' }
  | { kind: 'app-too-old' }

/** Trips that know of each other: the next page is already on its way while one is stored. */
export function createTrip(ports: SyncPorts): (mostCommands: number) => Promise<TripEnd> {
  const pages = new Pages()
  return (mostCommands) => syncOnce(ports, mostCommands, pages)
}

/** One round trip: ask, listen, absorb. Timers, banners and retries are someone else's. */
export async function syncOnce(
  ports: SyncPorts,
  mostCommands: number = tripLimits.commands,
  pages?: Pages,
): Promise<TripEnd> {
  const { db, clock } = ports
  const state = await readState(db)
  const entries = await db.outbox.orderBy('seq').toArray()
  const unsent = entries.filter((entry) => !entry.accepted)
  const epoch = await epochHere(db, state)

  let asking = pages?.takeAsked(state.cursor)
  if (!asking) {
    // An act goes to a town whose life the phone can name: the first trip of all only asks.
    const { commands, tooBig } = pack(epoch === null ? [] : unsent, mostCommands)
    if (tooBig) {
      await giveUp(ports, tooBig, 'too-big')
      return { kind: 'more' }
    }
    const accepted = entries.filter((entry) => entry.accepted).map(({ id }) => id)
    const whole = pages ?? new Pages()
    const request = question(ports, { cursor: state.cursor, epoch, commands, room: whole.room })
    asking = whole.ask(ports, request, accepted)
  }
  const { request, accepted } = asking
  const waiting = unsent.length > request.commands.length
  // In a new life of the database nothing was judged: what waits, and what has to be said again, goes next.
  const isNewLife = (head: PageHead) => epoch !== null && epoch !== head.epoch
  const askOn = (head: PageHead) => {
    if (!pages || !head.more || waiting || isNewLife(head)) return
    const next = { cursor: head.cursor, epoch: head.epoch, commands: [], room: pages.room }
    pages.askAhead(ports, question(ports, next), accepted)
  }
  // The first page of all has the line to itself, so that the first screen comes as soon as it can.
  if (request.cursor !== null)
    void asking.head.then((head) => {
      if (head) askOn(head)
    })
  const { answer, askedAt } = await asking.heard
  if (!answer.ok) return failed(ports, request, unsent, answer.fault)
  clock.hear(answer.value.now, askedAt)
  if (answer.value.kind === 'refused') return refused(ports, request, unsent, answer.value)

  const page = answer.value
  askOn(page)
  pages?.noteAgreed(page.verdicts.filter(({ ok }) => ok).map(({ id }) => id))
  await absorb(ports, { cursor: request.cursor, accepted }, page)
  return { kind: page.more || waiting || isNewLife(page) ? 'more' : 'caught-up' }
}

const question = (
  { device }: SyncPorts,
  about: Pick<SyncRequest, 'cursor' | 'epoch' | 'commands' | 'room'>,
): SyncRequest => ({ v: wireVersion, device, ...about })

async function refused(
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

async function failed(
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

async function giveUp(ports: SyncPorts, entry: OutboxEntry, code: string): Promise<void> {
  const { db } = ports
  const stores = [...syncedNames.map((name) => db.table(name)), db.outbox, db.shadow, db.notices]
  await db.transaction('rw', stores, async () => {
    await liftUnsent(db)
    await setAside(db, entry, code, ports.clock.now())
    await layUnsent(ports)
  })
}
