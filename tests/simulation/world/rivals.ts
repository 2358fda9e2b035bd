import type { Chance } from '../ports.ts'
import { idOf } from '../town/names.ts'
import { deedBy, deedOf, isDeed, type Deed } from './people.ts'
import type { Surroundings, Wish } from './scene.ts'

/** What one person does in one request. */
export interface Errands {
  readonly who: string
  readonly deeds: readonly Wish[]
}

/** Where two are most easily in each other's way: a member's own study, the member's move, the parts of a piece. */
const crossroads: readonly (readonly [who: string, wanted?: Deed, about?: Wish['args']])[] = [
  ['Old Zhou'],
  ['Town Zhao', 'transfer_member'],
  ['Secretary Wang', 'attach_file', { materialId: idOf('Rice') }],
]

/** What somebody does in one go: now and then two things. */
export function deedsOf(chance: Chance, scene: Surroundings): Errands {
  const { who, ...first } = chance.happens(0.4)
    ? atCrossroads(chance, scene)
    : deedOf(chance, scene)
  const deeds = chance.happens(0.4) ? [first, deedBy(chance, scene, who)] : [first]
  return { who, deeds }
}

function atCrossroads(chance: Chance, scene: Surroundings): Wish & { who: string } {
  const [who, wanted, about] = chance.pick(crossroads)
  const { name, args } = deedBy(chance, scene, who, wanted)
  return { who, name, args: { ...args, ...about } }
}

/** What somebody does about the same things before the first is through with them. */
export function rivalsOf(chance: Chance, scene: Surroundings, { who, deeds }: Errands): Errands {
  const [subject = idOf(who)] = deeds.flatMap(({ args }) => idsIn(args, ['memberId', 'elderId']))
  const concerned = scene.catalogue.name(subject)
  const rival = chance.pick([who, concerned, concerned, deedOf(chance, scene).who])
  // The other way round: so two can come to wait for each other.
  return { who: rival, deeds: deeds.toReversed().map((deed) => alike(chance, scene, rival, deed)) }
}

/** What gets in the way of what: with one session one of them is always first. */
const against: Readonly<Partial<Record<Deed, Deed>>> = {
  record_reading: 'record_reading',
  finish_material: 'record_reading',
  save_material: 'publish_material',
  publish_material: 'withdraw_material',
  withdraw_material: 'assign_material',
  assign_material: 'withdraw_material',
  unassign_material: 'attach_file',
  attach_file: 'withdraw_material',
  detach_file: 'assign_material',
  name_helper: 'transfer_member',
  end_helper: 'record_home_lesson',
  record_paper_study: 'finish_material',
  transfer_member: 'record_reading',
  sign_up: 'sign_up',
  leave_shift: 'confirm_shift',
  check_in_shift: 'record_service',
  record_service: 'undo_service',
  hold_meeting: 'mark_attendance',
  mark_attendance: 'mark_attendance',
}

/** Often what gets in the way of the first, and mostly about the same people and pieces. */
function alike(chance: Chance, scene: Surroundings, who: string, first: Wish): Wish {
  const other = isDeed(first.name) && chance.happens(0.5) ? against[first.name] : undefined
  const wish = deedBy(chance, scene, who, other)
  const shared = Object.keys(wish.args).filter(
    (key) => isAbout(wish.name, key) && key in first.args && chance.happens(0.8),
  )
  const args = Object.fromEntries(shared.map((key) => [key, first.args[key]]))
  return { ...wish, args: { ...wish.args, ...args } }
}

const idsIn = (args: Wish['args'], keys: readonly string[]): string[] =>
  keys.map((key) => args[key]).filter((id) => typeof id === 'string')

/** Whether an argument names what an act is about, and not what it makes. */
const isAbout = (name: string, key: string): boolean =>
  ['memberId', 'elderId', 'materialId'].includes(key) ||
  (/^(end|unassign|detach)_/.test(name) && key.endsWith('Id'))
