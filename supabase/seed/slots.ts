import type { Category } from './categories.ts'
import type { Organisation, Org, TownSize } from './organisation.ts'
import type { Job } from './posts.ts'
import { at, diceFor } from './random.ts'

/** A place in the town before somebody stands in it. */
export interface Slot {
  branch: Org
  category: Category
  job?: Job
  /** The organisation the job is at, when it is not the member's own branch. */
  jobAt?: Org
}

const leastInVillage = 18
const keepersOfSpecial = ['secretary', 'committee', 'committee'] as const

/** The fewest people a town of so many branches can be filled with. */
export const fewestMembers = (branches: number): number => branches * (leastInVillage + 2) + 10

export function makeSlots(organisation: Organisation, size: TownSize): Slot[] {
  const { town, villages, special } = organisation
  const inSpecial = Math.max(5, Math.round(size.members * 0.025) + keepersOfSpecial.length)
  const guests = guestsOf(organisation)
  const counts = spread(size.members - inSpecial - guests.length, villages.length)
  return [
    ...villages.flatMap((branch, place) =>
      villageSlots(branch, at(counts, place), place === 0 ? town : undefined),
    ),
    ...guests,
    ...keepersOfSpecial.map((job): Slot => ({ branch: special, category: 'office', job })),
    ...repeat(inSpecial - keepersOfSpecial.length, { branch: special, category: 'rectify' }),
  ]
}

/** Those who work for the town or an area, or are stationed in a village, are members of some village branch too. */
function guestsOf({ town, areas, villages }: Organisation): Slot[] {
  const home = (place: number) => at(villages, place % villages.length)
  const guest = (place: number, job: Job, jobAt: Org): Slot => ({
    branch: home(place),
    category: 'office',
    job,
    jobAt,
  })
  return [
    guest(1, 'town-staff', town),
    guest(4, 'town-staff', town),
    ...areas.map((area, place) => guest(place * 2 + 2, 'coordinator', area)),
    ...villages.map((village, place) => guest(place + 1, 'cadre', village)),
  ]
}

/** The town has one shop; a member of one of its villages keeps it. */
function villageSlots(branch: Org, members: number, shopOf: Org | undefined): Slot[] {
  const share = (part: number) => Math.floor(members * part)
  const fixed: Slot[] = [
    ...(['secretary', 'committee', 'committee'] as const).map((job): Slot => ({
      branch,
      category: 'office',
      job,
    })),
    ...repeat(Math.max(1, share(0.05)), { branch, category: 'office', job: 'group-head' }),
    ...repeat(share(0.26), { branch, category: 'elder' }),
    ...repeat(share(0.31), { branch, category: 'migrant' }),
    ...repeat(Math.max(1, share(0.06)), { branch, category: 'hardship' }),
    {
      ...{ branch, category: 'village' as const },
      ...(shopOf && { job: 'shopkeeper' as const, jobAt: shopOf }),
    },
    { branch, category: 'village', job: 'liaison' },
  ]
  return [...fixed, ...repeat(members - fixed.length, { branch, category: 'village' })]
}

/** Villages are not all of a size: beyond the least, some get three times what others get, adding up exactly. */
function spread(members: number, villages: number): number[] {
  const dice = diceFor('village sizes')
  const weights = Array.from({ length: villages }, () => 0.5 + dice.next())
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const extra = members - villages * leastInVillage
  let given = 0
  let weighed = 0
  return weights.map((weight) => {
    weighed += weight
    const more = Math.round((extra * weighed) / whole) - given
    given += more
    return leastInVillage + more
  })
}

const repeat = (times: number, slot: Slot): Slot[] =>
  Array.from({ length: times }, () => ({ ...slot }))
