import type { PhoneLook, Promised } from '../ports.ts'
import type { Diary, Judged } from './diary.ts'

export interface PhoneNow {
  readonly look: PhoneLook
  readonly promised: readonly Promised[]
  readonly lost: ReadonlySet<string>
  /** By member: no notice is left of what was promised before this. */
  readonly wiped: ReadonlyMap<string, number>
  /** By member: nothing at all is left of what was promised before this. */
  readonly emptied: ReadonlyMap<string, number>
}

/** At any moment: what was once said to be kept waits here, or the town has heard it. */
export function gone(phone: PhoneNow, diary: Diary): string[] {
  const { look, promised, lost } = phone
  const waiting = new Set([
    ...look.outbox.map(({ id }) => id),
    ...look.others.flatMap(({ unsent }) => unsent),
  ])
  return promised
    .filter(({ id }) => !waiting.has(id) && !lost.has(id) && diary.of(id).length === 0)
    .filter((act) => !noticed(look, act) && !isReplaced(phone, act, diary))
    .map(({ id, name }) => `${name} ${id} was kept, and is neither waiting nor judged`)
}

/** A reading gives way to one that says more (decision 0017), which waits in its place or has been judged. */
function isReplaced({ look, promised }: PhoneNow, act: Promised, diary: Diary): boolean {
  if (act.name !== 'record_reading') return false
  const later = promised.filter(({ member, seq }) => member === act.member && seq > act.seq)
  const judged = [...diary.all()].flatMap(([first]) =>
    first?.member === act.member && first.name === 'record_reading' ? [first] : [],
  )
  return [...later, ...look.outbox, ...judged]
    .filter(({ name }) => name === 'record_reading')
    .some(({ args }) => saysAll(args, act.args))
}

/** Whether a reading says all that another did. */
function saysAll(other: unknown, reading: unknown): boolean {
  const more = readingOf(other)
  const said = readingOf(reading)
  return more.material === said.material && more.reached >= said.reached && more.heard >= said.heard
}

function readingOf(args: unknown) {
  const said = args as Record<string, unknown>
  return {
    material: said['materialId'] ?? said['material_id'],
    reached: Number(said['reachedPermille'] ?? said['reached_permille']),
    heard: Number(said['heardSeconds'] ?? said['heard_seconds']),
  }
}

/**
 * A request given up on may reach the town after the next one, with a reading in it that has given way to a further one
 * meanwhile (decision 0017): judged after what overtook it, it changes nothing.
 */
const isOvertaken = (act: Promised, promised: readonly Promised[], diary: Diary, judged: Judged) =>
  act.name === 'record_reading' &&
  promised.some(
    (other) =>
      other.name === act.name &&
      other.member === act.member &&
      other.seq > act.seq &&
      saysAll(other.args, act.args) &&
      diary.of(other.id).some(({ life, n }) => life === judged.life && n < judged.n),
  )

/** At any moment: in the order in which they were done, in every life of the database. */
export function outOfOrder({ promised }: PhoneNow, diary: Diary): string[] {
  const last = new Map<string, number>()
  const wrong: string[] = []
  for (const act of promised) {
    const { id, member, name } = act
    for (const judged of diary.of(id)) {
      if (isOvertaken(act, promised, diary, judged)) continue
      const key = `${member} ${String(judged.life)}`
      if (judged.n < (last.get(key) ?? 0))
        wrong.push(`${name} ${id} was judged before what was done earlier`)
      last.set(key, judged.n)
    }
  }
  return wrong
}

/** At rest: every act is decided, and a no is shown as a no. */
export function undecided(phone: PhoneNow, diary: Diary, restoreMayLose: boolean): string[] {
  const { look, promised, lost } = phone
  return promised
    .filter(({ id, member }) => member === look.member && !lost.has(id))
    .flatMap((act) => {
      const wrong = whatIsWrong(phone, act, diary, restoreMayLose)
      return wrong === null ? [] : [`${act.name} ${act.id} ${wrong}`]
    })
}

function whatIsWrong(
  phone: PhoneNow,
  act: Promised,
  diary: Diary,
  restoreMayLose: boolean,
): string | null {
  const { look, wiped, emptied } = phone
  if (look.outbox.some(({ id, accepted }) => id === act.id && !accepted)) return 'is still unsent'
  const last = diary.of(act.id).at(-1)
  if (last === undefined) return null // Replaced, or set aside by the phone itself: `gone` looks after those.
  if (last.code !== null) {
    const shown =
      noticed(look, act) || act.seq < (wiped.get(act.member) ?? 0) || isReplaced(phone, act, diary)
    return shown ? null : `was refused (${last.code}), and no notice says so`
  }
  if (!diary.isForgotten(act.id) || restoreMayLose) return null
  // A code that opens a card must not be kept, so a card that a restore forgot is made anew.
  if (act.name === 'issue_card' || isReplaced(phone, act, diary)) return null
  if (act.seq < (emptied.get(act.member) ?? 0)) return null
  return 'was agreed to, and the restored town has not heard of it again'
}

/** Two acts alike that were both refused leave two notices alike; that there is one is taken for both. */
const noticed = (look: PhoneLook, { name, args }: Promised): boolean =>
  look.notices.some((notice) => notice.name === name && same(notice.args, args))

/** Secrets are not kept in a notice. */
function same(kept: unknown, said: unknown): boolean {
  const known = Object.entries(said as object).filter(([name]) => !name.startsWith('secret'))
  const mine = kept as Record<string, unknown>
  return known.every(([name, value]) => JSON.stringify(mine[name]) === JSON.stringify(value))
}
