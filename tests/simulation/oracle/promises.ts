import type { PhoneLook, Promised } from '../ports.ts'
import type { Diary } from './diary.ts'

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
  const says = readingOf(act.args)
  const saysAll = (other: unknown) => {
    const more = readingOf(other)
    return (
      more.material === says.material && more.reached >= says.reached && more.heard >= says.heard
    )
  }
  const later = promised.filter(({ member, seq }) => member === act.member && seq > act.seq)
  const judged = [...diary.all()].flatMap(([first]) =>
    first?.member === act.member && first.name === 'record_reading' ? [first] : [],
  )
  return [...later, ...look.outbox, ...judged]
    .filter(({ name }) => name === 'record_reading')
    .some(({ args }) => saysAll(args))
}

function readingOf(args: unknown) {
  const said = args as Record<string, unknown>
  return {
    material: said['materialId'] ?? said['material_id'],
    reached: Number(said['reachedPermille'] ?? said['reached_permille']),
    heard: Number(said['heardSeconds'] ?? said['heard_seconds']),
  }
}

/** At any moment: in the order in which they were done, in every life of the database. */
export function outOfOrder({ promised }: PhoneNow, diary: Diary): string[] {
  const last = new Map<string, number>()
  const wrong: string[] = []
  for (const { id, member, name } of promised) {
    for (const judged of diary.of(id)) {
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
