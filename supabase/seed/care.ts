import { addDays, type Day } from '../../src/domain/day.ts'
import type { Person } from './people.ts'
import type { Job } from './posts.ts'
import { at, diceFor, idOf, type Dice } from './random.ts'

export interface ElderHelper {
  id: string
  elder_id: string
  helper_id: string
  branch_id: string
  from_day: Day
  until_day: Day | null
}

/** A younger member of the same branch for most elders; a few have had another one before. */
export function helpersOf(people: readonly Person[], today: Day): ElderHelper[] {
  const inBranch = Map.groupBy(people, ({ branch }) => branch.id)
  return [...inBranch.values()].flatMap((members) => {
    const helpers = members.filter(mayHelp)
    return members
      .filter(({ category }) => category === 'elder')
      .flatMap((elder, nth) => (helpers.length < 2 ? [] : linksOf(elder, nth, helpers, today)))
  })
}

const busy: readonly (Job | undefined)[] = ['secretary', 'town-staff', 'coordinator', 'cadre']

/** The helper of the demo, and whoever is at home, not old and not burdened already. */
const mayHelp = ({ category, job, part, bornOn }: Person) =>
  part?.who === '帮扶人' ||
  (part === undefined &&
    (category === 'village' || category === 'office') &&
    !busy.includes(job) &&
    bornOn > '1966')

function linksOf(
  elder: Person,
  nth: number,
  helpers: readonly Person[],
  today: Day,
): ElderHelper[] {
  const dice = diceFor(`care/${elder.id}`)
  const known = helpers.find(({ part }) => part !== undefined)
  if (elder.part !== undefined && known !== undefined)
    return [link(elder, known, addDays(today, -150), null)]
  if (!dice.happens(0.65)) return []
  const helper = at(helpers, nth % helpers.length)
  const since = addDays(today, -dice.between(60, 175))
  const now = link(elder, helper, since, null)
  return dice.happens(0.12)
    ? [before(dice, elder, at(helpers, (nth + 1) % helpers.length), since), now]
    : [now]
}

const before = (dice: Dice, elder: Person, helper: Person, until: Day) =>
  link(elder, helper, addDays(until, -dice.between(60, 300)), addDays(until, -1))

function link(elder: Person, helper: Person, from: Day, until: Day | null): ElderHelper {
  return {
    id: idOf('helper', elder.id, helper.id),
    elder_id: elder.id,
    helper_id: helper.id,
    branch_id: elder.branch.id,
    from_day: from,
    until_day: until,
  }
}
