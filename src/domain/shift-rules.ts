import { startOf, yearOf, type Day, type Moment } from './day'
import type { Shift, Signup } from './shift-words'

const minuteMs = 60_000
const hourMs = 3_600_000

type Hours = Pick<Shift, 'onDay' | 'fromMinute' | 'untilMinute'>

export const beginOf = ({ onDay, fromMinute }: Pick<Hours, 'onDay' | 'fromMinute'>): Moment =>
  startOf(onDay) + fromMinute * minuteMs
export const endOf = ({ onDay, untilMinute }: Pick<Hours, 'onDay' | 'untilMinute'>): Moment =>
  startOf(onDay) + untilMinute * minuteMs

/** The minute of the town's day that a moment is in. */
export const minuteOf = (moment: Moment, day: Day): number =>
  Math.floor((moment - startOf(day)) / minuteMs)

const onIt: readonly Signup['status'][] = [
  ...(['waiting', 'offered', 'held', 'here'] as const),
  ...(['served', 'absent'] as const),
]

/** Still on the shift or over with it; not left, passed over or handed to somebody else. */
export const isOn = ({ status }: Pick<Signup, 'status'>): boolean => onIt.includes(status)

/** Asked for on this phone; the town has not heard it, and holds nothing. */
export const isUnheard = ({ nth }: Pick<Signup, 'nth'>): boolean => nth === 0

/** Takes up a place, be it only offered. */
export const hasPlace = (signup: Pick<Signup, 'status' | 'nth'>): boolean =>
  isOn(signup) && signup.status !== 'waiting' && !isUnheard(signup)

/** How many places are left, as far as this phone knows. */
export const placesLeft = (
  { places }: Pick<Shift, 'places'>,
  signups: readonly Pick<Signup, 'status' | 'nth'>[],
): number => Math.max(0, places - signups.filter(hasPlace).length)

/** How many stand before somebody on the list. */
export const queueBefore = (
  mine: Pick<Signup, 'nth'>,
  signups: readonly Pick<Signup, 'status' | 'nth'>[],
): number =>
  signups.filter(
    (one) => one.status === 'waiting' && !isUnheard(one) && !isUnheard(mine) && one.nth < mine.nth,
  ).length

export interface Clash {
  kind: 'clash' | 'rest'
  other: Shift
}

/** Another shift of the same member that lies over this one, or too near to it. */
export function clashOf(
  shift: Shift,
  others: readonly { shift: Shift; signup: Pick<Signup, 'status' | 'nth'> }[],
): Clash | undefined {
  const near = others
    .filter((one) => one.shift.id !== shift.id && one.shift.status === 'open')
    .filter(({ signup }) => hasPlace(signup) && signup.status !== 'absent')
    .map(({ shift: other }) => {
      const rest = Math.max(shift.restHours, other.restHours) * hourMs
      const apart = Math.max(beginOf(shift) - endOf(other), beginOf(other) - endOf(shift))
      return { other, apart, rest }
    })
    .filter(({ apart, rest }) => apart < 0 || apart < rest)
    .sort((one, two) => one.apart - two.apart)
  const [nearest] = near
  return nearest && { kind: nearest.apart < 0 ? 'clash' : 'rest', other: nearest.other }
}

export type Hindrance = 'called-off' | 'begun' | 'not-open' | 'closed' | 'category'

/** Why nobody, or not this member, can sign up now; undefined when they can. */
export function whyNot(
  shift: Shift,
  category: string | undefined,
  now: Moment,
  today: Day,
): Hindrance | undefined {
  if (shift.status === 'called_off') return 'called-off'
  if (beginOf(shift) <= now) return 'begun'
  if (today < shift.opensOn) return 'not-open'
  if (today > shift.closesOn) return 'closed'
  const isMeant =
    shift.categories.length === 0 || (category !== undefined && shift.categories.includes(category))
  return isMeant ? undefined : 'category'
}

/** Changed or called off since the member last knew how it stands. */
export const isNews = (
  { changedAt }: Pick<Shift, 'changedAt'>,
  signup: Pick<Signup, 'status' | 'agreedAt'>,
): boolean =>
  changedAt !== null &&
  changedAt > signup.agreedAt &&
  (signup.status === 'waiting' || signup.status === 'offered' || signup.status === 'held')

/** Whether leaving now wants a word to the organiser. */
export const mustSayWhy = (shift: Shift, signup: Signup, now: Moment): boolean =>
  signup.status === 'held' &&
  now > beginOf(shift) - shift.leaveHours * hourMs &&
  !(shift.changedAt !== null && shift.changedAt > signup.agreedAt)

/** Whether a time written down now takes the place of another mark; a check-out that was forgotten does not. */
export const isCorrection = (
  { status, servedFrom }: Pick<Signup, 'status' | 'servedFrom'>,
  fromMinute: number,
): boolean =>
  status === 'served' || status === 'absent' || (status === 'here' && servedFrom !== fromMinute)

/** How long somebody served, in minutes. */
export const minutesServed = ({
  status,
  servedFrom,
  servedUntil,
}: Pick<Signup, 'status' | 'servedFrom' | 'servedUntil'>): number =>
  status === 'served' && servedFrom !== null && servedUntil !== null ? servedUntil - servedFrom : 0

export interface Sum {
  key: string
  minutes: number
  times: number
}

/** Served time of a year in sum, by post or by member; the most first. */
export function sumsOf(
  signups: readonly Signup[],
  year: number,
  keyOf: (signup: Signup) => string,
): Sum[] {
  const sums = new Map<string, Sum>()
  for (const signup of signups) {
    if (signup.status !== 'served' || yearOf(signup.onDay) !== year) continue
    const key = keyOf(signup)
    const so = sums.get(key) ?? { key, minutes: 0, times: 0 }
    sums.set(key, { key, minutes: so.minutes + minutesServed(signup), times: so.times + 1 })
  }
  return [...sums.values()].sort((one, two) => two.minutes - one.minutes)
}

/** By day, then by the hour it begins. */
export const inTime = (one: Hours, two: Hours): number => beginOf(one) - beginOf(two)

const square = 'pioneer-home:shift:'

/** What the square says that a member shows at the place; it holds the shift and the code, and nothing of its owner. */
export const shiftSquare = (shiftId: string, code: string): string => `${square}${shiftId}:${code}`

/** The code in a square that was scanned at this shift; undefined for any other square. */
export function codeOfShift(text: string, shiftId: string): string | undefined {
  const code = text.startsWith(`${square}${shiftId}:`)
    ? text.slice(square.length + shiftId.length + 1)
    : ''
  return /^\d{6}$/.test(code) ? code : undefined
}
