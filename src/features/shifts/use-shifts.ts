import { computed } from 'vue'
import type { PhoneDb } from '@/db/phone-db'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { addDays, type Day } from '@/domain/day'
import { monthOf } from '@/domain/month'
import { bookFor, rulesOn } from '@/domain/point-rules'
import { postsOf } from '@/domain/posts'
import { writesFor } from '@/domain/reach'
import type { Rows } from '@/domain/server-types'
import { clashOf, inTime, isOn, type Clash } from '@/domain/shift-rules'
import type { Cover, Shift, Signup } from '@/domain/shift-words'
import type { Category, CommandName } from '@/domain/synced'

/** How long ago a shift may have been to stand in a member's own list. */
const shownDays = 186

export interface ShiftTold {
  shift: Shift
  /** Who is on it, in the order heard. */
  people: readonly Signup[]
  /** How it stands with me: the last time I signed up. */
  mine: Signup | undefined
  /** What I did about it that the town has not heard. */
  unsent: CommandName | undefined
  /** Another shift of mine that keeps me from it. */
  clash: Clash | undefined
  /** What I was asked, or asked somebody else, and nobody has answered. */
  cover: Cover | undefined
}

/** All shifts of my branch on this phone, and how each concerns me. */
async function loadAll(db: PhoneDb, me: string): Promise<ShiftTold[]> {
  const [card, shifts, signups, covers, outbox] = await Promise.all([
    db.directoryCards.get(me),
    db.shifts.toArray(),
    db.shiftSignups.toArray(),
    db.shiftCovers.toArray(),
    db.outbox.toArray(),
  ])
  const shiftOf = new Map<string, Shift>(shifts.map((shift) => [shift.id, shift]))
  const own = signups.filter(({ memberId }) => memberId === me)
  const myOthers = own.flatMap((signup) => {
    const shift = shiftOf.get(signup.shiftId)
    return shift ? [{ shift, signup }] : []
  })
  const unsent = new Map<string, CommandName>()
  for (const { name, args, accepted } of outbox) {
    if (accepted) continue
    if ('signupId' in args) unsent.set(String(args.signupId), name)
    if ('coverId' in args) unsent.set(String(args.coverId), name)
  }
  return shifts
    .filter(
      ({ status, orgId, id }) =>
        status !== 'draft' &&
        (orgId === card?.branchId || own.some(({ shiftId }) => shiftId === id)),
    )
    .sort(inTime)
    .map((shift) => {
      const here = signups.filter(({ shiftId }) => shiftId === shift.id)
      const mine = latest(here.filter(({ memberId }) => memberId === me))
      const cover = covers.find(
        (one) =>
          one.shiftId === shift.id &&
          one.state === 'asked' &&
          (one.toMemberId === me || one.fromMemberId === me),
      )
      return {
        ...{ shift, mine, cover, clash: clashOf(shift, myOthers) },
        people: here.filter(isOn).sort(byTurn),
        unsent: unsent.get(mine?.id ?? '') ?? unsent.get(cover?.id ?? ''),
      }
    })
}

/** In the order the town heard them; what it has not heard comes last. */
const byTurn = (one: Signup, two: Signup) => (one.nth || Infinity) - (two.nth || Infinity)

/** Whoever left may come again: what holds now, else the last. */
function latest(signups: readonly Signup[]): Signup | undefined {
  return signups.find(isOn) ?? [...signups].sort((one, two) => two.heardAt - one.heardAt)[0]
}

/** What I am on, what looks for people, and what was; and which category I am in. */
export function useShifts() {
  const { db, me, today } = usePhone()
  return useLive(
    () => today(),
    async (day) => {
      const all = await loadAll(db, me)
      return {
        coming: all.filter(({ shift }) => shift.onDay >= day),
        past: all
          .filter(({ shift, mine }) => shift.onDay < day && mine && isOn(mine))
          .filter(({ shift }) => shift.onDay >= addDays(day, -shownDays))
          .reverse(),
        category: await categoryOf(db, me, day),
      }
    },
  )
}

async function categoryOf(db: PhoneDb, me: string, day: Day): Promise<Category | undefined> {
  const mine: Rows['categoryAssignments'][] = await db.categoryAssignments
    .where({ memberId: me })
    .toArray()
  return mine
    .filter(({ fromDay }) => fromDay <= day)
    .sort((one, two) =>
      one.fromDay === two.fromDay
        ? two.decidedAt - one.decidedAt
        : one.fromDay < two.fromDay
          ? 1
          : -1,
    )[0]?.category
}

/** One shift as it concerns me; null when there is none of that id here. */
export function useShift(shiftId: () => string) {
  const { db, me, today } = usePhone()
  return useLive(shiftId, async (id) => {
    const told = (await loadAll(db, me)).find(({ shift }) => shift.id === id)
    if (!told) return null
    const [cards, appointments, orgs, words, corrections, code, category] = await Promise.all([
      db.directoryCards.toArray(),
      db.appointments.where({ memberId: me }).toArray(),
      db.orgs.toArray(),
      db.shiftWords.where({ shiftId: id }).toArray(),
      db.shiftCorrections.where({ shiftId: id }).sortBy('putRightAt'),
      db.shiftCodes.get(told.mine?.id ?? ''),
      categoryOf(db, me, today()),
    ])
    const { orgId, onDay } = told.shift
    const book = bookFor(await db.ruleSets.toArray(), monthOf(onDay))
    return {
      ...told,
      ...{ category, code: code?.code },
      /** What the town's rules give me for having served on its day. */
      counts: rulesOn(book?.rules ?? [], onDay, category).filter(({ facts }) =>
        facts.includes('shift_served'),
      ),
      names: new Map<string, string>(cards.map((card) => [card.id, card.name])),
      /** Who can be asked to come instead. */
      others: cards.filter((card) => card.branchId === orgId && card.id !== me),
      myWords: words.filter(({ memberId }) => memberId === me),
      /** What was written down of mine before it was put right. */
      corrections: corrections.filter(({ memberId }) => memberId === me),
      /** Whether I check people in. */
      keeps:
        told.shift.organiserId === me || writesFor(postsOf(appointments, me, today()), orgId, orgs),
    }
  })
}

/** What I have served, newest first; also of branches that I have left. */
export function useServed() {
  const { db, me } = usePhone()
  const { value, fault } = useLive(async () =>
    (await db.shiftSignups.where({ memberId: me }).toArray())
      .filter(({ status }) => status === 'served')
      .sort((one, two) => (one.onDay < two.onDay ? 1 : -1)),
  )
  return { served: computed(() => value.value), fault }
}
