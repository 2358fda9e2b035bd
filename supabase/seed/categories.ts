import { addDays, startOf, type Day, type Moment } from '../../src/domain/day.ts'
import type { Person } from './people.ts'
import { diceFor, idOf, type Dice } from './random.ts'

export type Category = 'migrant' | 'village' | 'hardship' | 'elder' | 'office' | 'rectify'

export interface CategoryAssignment {
  id: string
  member_id: string
  branch_id: string
  category: Category
  from_day: Day
  basis: string
  decided_by: string
  decided_at: string
}

const bases: Record<Category, readonly string[]> = {
  migrant: ['外出务工已满半年', '在外地工厂上班，春节才回'],
  village: ['回村种地，不再外出', '长期在村务农，没有职务'],
  hardship: ['家人患大病，生活困难', '遭灾减收，支部走访核实'],
  elder: ['年过六十五，腿脚不便', '常年患病，行动不便'],
  office: ['当选村级组织职务', '任村民小组长'],
  rectify: ['多次无故不参加组织生活，经教育不改'],
}
const firstBasis = '试点开始时首次划分'
/** The town began to tell six kinds of members apart this many days ago. */
const pilotDays = 690

export const momentOn = (day: Day, hour: number): string =>
  new Date(hourOf(day, hour)).toISOString()
const hourOf = (day: Day, hour: number): Moment => startOf(day) + hour * 3_600_000

/** The first sorting of everybody, and for some a change since then. */
export function categoryHistory(person: Person, clerkId: string, today: Day): CategoryAssignment[] {
  const dice = diceFor(`category/${person.id}`)
  const started = latest(addDays(today, -pilotDays), person.joinedOn)
  const row = (category: Category, from: Day, basis: string): CategoryAssignment => ({
    id: idOf('category', person.id, basis === firstBasis ? 'first' : 'changed'),
    member_id: person.id,
    branch_id: person.branch.id,
    category,
    from_day: from,
    basis,
    decided_by: clerkId,
    decided_at: momentOn(from, 10),
  })
  const changed = changeDay(dice, person, started, today)
  if (changed === null) return [row(person.category, started, firstBasis)]
  const before: Category = person.category === 'village' ? 'migrant' : 'village'
  return [
    row(before, started, firstBasis),
    row(person.category, changed, dice.pick(bases[person.category])),
  ]
}

/** When this person's category changed since the start, or null for the many who stayed what they were. */
function changeDay(dice: Dice, person: Person, started: Day, today: Day): Day | null {
  if (person.category === 'rectify') return addDays(today, -dice.between(60, 170))
  const turned65 =
    `${Number(person.bornOn.slice(0, 4)) + 65}-${person.bornOn.slice(5, 7)}-28` as Day
  if (person.category === 'elder' && turned65 > started) {
    return turned65 < today ? turned65 : addDays(today, -1)
  }
  if (person.category === 'office' || person.part !== undefined || !dice.happens(0.16)) return null
  const day = addDays(today, -dice.between(20, 400))
  return day > started ? day : null
}

const latest = (one: Day, other: Day): Day => (one > other ? one : other)
