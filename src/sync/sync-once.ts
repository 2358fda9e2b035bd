import { tripLimits, wireVersion, type PageHead, type SyncRequest } from '@/domain/wire'
import { absorb } from './absorb'
import { pack } from './pack'
import { Pages } from './pages'
import type { SyncPorts } from './ports'
import { epochHere } from './say-again'
import { readState } from './sync-state'
import type { TripEnd } from './trip-end'
import { failed, giveUp, refused } from './without-a-page'

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
