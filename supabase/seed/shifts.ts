import { addDays, type Day } from '../../src/domain/day.ts'
import { actAs } from './as-member.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { idOf } from './random.ts'
import { demoPerson } from './scene.ts'

interface Turn {
  key: string
  post: string
  place: string
  bring: string
  /** In so many days from today; fewer than none: it is over. */
  inDays: number
  from: number
  until: number
  places: number
}

const turns: readonly Turn[] = [
  {
    ...{ key: 'sweep', post: '村口保洁', place: '村口到小学的路', bring: '手套、扫把' },
    ...{ inDays: 5, from: 480, until: 600, places: 2 },
  },
  {
    ...{ key: 'patrol', post: '平安巡逻', place: '村部门口集合', bring: '手电' },
    ...{ inDays: 9, from: 1140, until: 1260, places: 4 },
  },
  {
    ...{ key: 'errands', post: '代办跑腿', place: '便民服务站', bring: '' },
    ...{ inDays: -9, from: 510, until: 660, places: 3 },
  },
  {
    ...{ key: 'swept', post: '村口保洁', place: '村口到小学的路', bring: '手套、扫把' },
    ...{ inDays: -16, from: 480, until: 600, places: 3 },
  },
]

export const demoShiftId = (key: string): string => idOf('shift', key)
export const demoSignupId = (key: string, memberId: string): string =>
  idOf('shift sign-up', key, memberId)

/** The shifts of the demo's branch, by the hand of its secretary: one full with a list, one that looks for people, two that are over. */
export async function planShifts(ports: TownPorts, people: readonly Person[]): Promise<void> {
  const secretary = demoPerson(people, '支部书记')
  const helper = demoPerson(people, '帮扶人')
  const keeper = demoPerson(people, '先锋超市管理员')
  // Neighbours who play no part of their own, so that nobody's story of points changes.
  const [neighbour, friend, other] = people.filter(
    ({ branch, part, job, category }) =>
      branch.id === secretary.branch.id &&
      part === undefined &&
      job === undefined &&
      category !== 'migrant',
  )
  if (!neighbour || !friend || !other) throw new Error('the branch has too few neighbours')
  const act = (name: string, about: string, args: object) => ({
    id: idOf('shifts', name, about),
    name,
    args,
  })
  const comes = (key: string, person: Person) =>
    act('add_to_shift', `${key}/${person.id}`, {
      ...{ signup_id: demoSignupId(key, person.id), shift_id: demoShiftId(key) },
      member_id: person.id,
    })
  const served = (key: string, person: Person, from: number, until: number) =>
    act('record_service', `${key}/${person.id}`, {
      ...{ signup_id: demoSignupId(key, person.id), from_minute: from, until_minute: until },
    })
  await actAs(
    ports.query,
    secretary.id,
    ...turns.map((turn) => act('plan_shifts', turn.key, planned(turn, secretary, ports.today))),
    ...[neighbour, friend, other].map((person) => comes('sweep', person)),
    comes('patrol', neighbour),
    ...[neighbour, friend, keeper].map((person) => comes('errands', person)),
    ...[neighbour, friend, other].map((person) => comes('swept', person)),
    served('errands', neighbour, 510, 660),
    served('errands', friend, 510, 630),
    act('mark_absent', 'errands', { signup_id: demoSignupId('errands', keeper.id) }),
    served('swept', neighbour, 480, 600),
    served('swept', friend, 480, 600),
    served('swept', other, 490, 600),
  )
  await actAs(
    ports.query,
    helper.id,
    act('sign_up', 'patrol/helper', {
      ...{ signup_id: demoSignupId('patrol', helper.id), shift_id: demoShiftId('patrol') },
    }),
  )
}

const planned = (turn: Turn, secretary: Person, today: Day) => ({
  ...{ shift_ids: [demoShiftId(turn.key)], org_id: secretary.branch.id, post: turn.post },
  ...{ place: turn.place, bring: turn.bring, on_day: addDays(today, turn.inDays) },
  ...{ from_minute: turn.from, until_minute: turn.until, places: turn.places },
  ...{ opens_days_before: 30, closes_days_before: 0, leave_hours: 24, rest_hours: 8 },
  ...{ confirm_hours: 24, is_published: true },
})
