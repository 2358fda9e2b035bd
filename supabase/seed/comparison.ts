import { addDays } from '../../src/domain/day.ts'
import { addMonths, monthOf, type Month } from '../../src/domain/month.ts'
import { actAs } from './as-member.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { idOf } from './random.ts'
import { insertRows } from './rows.ts'
import { demoPerson } from './scene.ts'

/** The last quarter that is over, by its first day. */
export function demoQuarter(today: Month): Month {
  const month = monthOf(today)
  return addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3) - 3)
}

export const demoComparisonId = idOf('comparison', 'last quarter')

// What a branch did in a quarter before it had this app is there from paper: a theme day, and a training of a day.
const held = [
  { key: 'theme', kind: 'theme_day', title: '主题党日', inDays: 10, from: 540, until: 690 },
  {
    key: 'training',
    kind: 'mobile_school',
    title: '党员集中培训',
    inDays: 45,
    from: 480,
    until: 1080,
  },
] as const

const visited = [
  {
    who: '帮扶人',
    households: ['白奶奶家', '方国强家', '吕家老宅', '柳三婶家', '东头石家', '桥边杜家'],
  },
  { who: '支部书记', households: ['邱大伯家', '村口杂货店'] },
] as const

/** A quarter that the demo's branch has put up: some are named, some are not, and one was lifted. */
export async function compareQuarter(
  { query, today }: TownPorts,
  people: readonly Person[],
): Promise<void> {
  const secretary = demoPerson(people, '支部书记')
  const quarter = demoQuarter(today)
  const branch = people.filter((person) => person.branch.id === secretary.branch.id)
  const meetingId = (key: string) => idOf('compared meeting', key)
  await insertRows(query, {
    name: 'public.meetings',
    rows: held.map(({ key, kind, title, inDays, from, until }) => ({
      ...{ id: meetingId(key), org_id: secretary.branch.id, kind, title, place: '村部会议室' },
      ...{ on_day: addDays(quarter, inDays), from_minute: from, until_minute: until },
      ...{ agenda: '', parts: {}, material_ids: [], expects: 'everybody', people: [], note: '' },
      ...{ state: 'held', called_by: secretary.id, held_at: addDays(quarter, inDays) },
    })),
  })
  await insertRows(query, {
    name: 'public.attendance_marks',
    rows: held.flatMap(({ key, inDays }) =>
      branch.map((person, at) => ({
        ...{ id: idOf('compared mark', key, person.id), meeting_id: meetingId(key) },
        ...{ member_id: person.id, branch_id: person.branch.id, presence: presenceOf(person, at) },
        ...{ is_late: false, left_early: false, how: 'list', reason: '' },
        ...{ marked_by: secretary.id, marked_at: addDays(quarter, inDays) },
      })),
    ),
  })
  await insertRows(query, {
    name: 'public.visits',
    rows: visited.flatMap(({ who, households }) =>
      households.map((household, at) => ({
        ...{ id: idOf('compared visit', who, household), member_id: demoPerson(people, who).id },
        ...{ branch_id: secretary.branch.id, household, visited_on: addDays(quarter, 20 + at) },
        ...{ purpose: 'care', asked: '', promise: '', kept_note: '' },
        recorded_at: addDays(quarter, 20 + at),
      })),
    ),
  })
  const [looked] = await query<{ seen: string }>(
    'select private.comparison_print($1, $2::date) as seen',
    [secretary.branch.id, quarter],
  )
  await actAs(query, secretary.id, {
    ...{ id: idOf('publish_comparison', demoComparisonId), name: 'publish_comparison' },
    args: {
      ...{ comparison_id: demoComparisonId, branch_id: secretary.branch.id, quarter },
      seen: looked?.seen,
      lifts: [
        {
          ...{ member_id: demoPerson(people, '外出务工党员').id, aspect: 'contribution' },
          reason: '在外地帮三户乡亲找到了工作，系统里没有记。',
        },
      ],
    },
  })
}

/** Most came, the old were visited at home, who is away joined from there; every fifth had leave, and the newcomer missed both. */
function presenceOf({ category, part }: Person, at: number): string {
  if (part?.who === '没激活的党员') return 'absent'
  if (category === 'elder') return 'home'
  if (category === 'migrant') return part ? 'afar' : 'leave'
  return at % 5 === 0 && part === undefined ? 'leave' : 'present'
}
