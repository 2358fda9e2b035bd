import { addDays, type Day } from '../../src/domain/day.ts'
import { addMonths, lastDayOf, monthOf, type Month } from '../../src/domain/month.ts'
import { actAs, askAs } from './as-member.ts'
import { momentOn, type Category } from './categories.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { diceFor, idOf } from './random.ts'
import { insertRows } from './rows.ts'
import { demoPerson } from './scene.ts'

/** Months that are over and done with, the older one first; last month is left for whoever tries the demo. */
const monthsAgo = [3, 2] as const

interface Habit {
  code: string
  /** How often at most, and how likely each time. */
  most: number
  likely: number
  reason: string
}

const book = '补记自纸质签到册'
const everybody: readonly Habit[] = [
  { code: 'theme_day', most: 1, likely: 0.92, reason: book },
  { code: 'meeting', most: 2, likely: 0.9, reason: book },
  { code: 'home_study', most: 1, likely: 0.7, reason: '交了学习笔记' },
  { code: 'honour', most: 1, likely: 0.12, reason: '防汛抢险出力' },
]
/** What people of each category do in a month; as often as a real branch has it, so that all bands are filled. */
const habits: Record<Category, readonly Habit[]> = {
  migrant: [
    { code: 'reported_in', most: 1, likely: 0.9, reason: '打电话报到' },
    { code: 'brought_back', most: 2, likely: 0.4, reason: '介绍老乡进厂' },
  ],
  village: [
    { code: 'shift', most: 6, likely: 0.8, reason: '环境整治值班表' },
    { code: 'policy_talk', most: 3, likely: 0.5, reason: '走访记录本' },
    { code: 'request_answered', most: 4, likely: 0.4, reason: '群众来访登记' },
  ],
  hardship: [
    { code: 'step_taken', most: 2, likely: 0.5, reason: '参加养殖培训' },
    { code: 'shift', most: 3, likely: 0.5, reason: '环境整治值班表' },
  ],
  elder: [{ code: 'advice', most: 3, likely: 0.5, reason: '座谈会记录' }],
  office: [
    { code: 'promise_step', most: 3, likely: 0.6, reason: '承诺公示栏' },
    { code: 'request_answered', most: 4, likely: 0.5, reason: '群众来访登记' },
  ],
  rectify: [{ code: 'reflection', most: 2, likely: 0.6, reason: '谈话记录' }],
}
const slips: readonly Habit[] = [
  { code: 'late', most: 1, likely: 0.1, reason: '点名后才到' },
  { code: 'dues_late', most: 1, likely: 0.06, reason: '催了才交' },
]

function wordsOf(person: Person, month: Month, secretary: string): object[] {
  const dice = diceFor(`month/${person.id}/${month}`)
  return [...everybody, ...habits[person.category], ...slips].flatMap((habit) => {
    const times = Array.from({ length: habit.most }).filter(() => dice.happens(habit.likely)).length
    if (times === 0) return []
    const day = addDays(month, dice.between(4, 24))
    return [
      {
        id: idOf('month word', person.id, month, habit.code),
        ...{ member_id: person.id, branch_id: person.branch.id, month, code: habit.code, times },
        ...{ on_day: day, reason: habit.reason, said_by: secretary },
        ...{ said_at: momentOn(lastDayOf(month), 20), has_photo: false },
      },
    ]
  })
}

/** Two months of the demo's branch, scored, confirmed, published and closed, each step by whoever takes it in life. */
export async function closeMonths(ports: TownPorts, people: readonly Person[]): Promise<void> {
  const secretary = demoPerson(people, '支部书记')
  const clerk = demoPerson(people, '镇党委工作人员')
  const branchId = secretary.branch.id
  for (const ago of monthsAgo) {
    const month = addMonths(monthOf(ports.today), -ago)
    if (await isClosed(ports, branchId, month)) continue
    const rows = people
      .filter(({ branch }) => branch.id === branchId)
      .flatMap((person) => wordsOf(person, month, secretary.id))
    await insertRows(ports.query, { name: 'public.month_words', rows })
    const about = { branch_id: branchId, month }
    const act = (by: Person, name: string, more: object = {}) =>
      actAs(ports.query, by.id, {
        ...{ id: idOf('month step', branchId, month, name), name },
        args: { ...about, ...more },
      })
    await act(secretary, 'propose_month')
    const sheet = await askAs<{ print: string }>(
      ports.query,
      clerk.id,
      'public.month_sheet($2::uuid, $3::date)',
      [branchId, month],
    )
    await act(clerk, 'confirm_month', { seen: sheet.print })
    await act(secretary, 'publish_month')
    await closeOn(ports, branchId, month)
  }
}

async function isClosed({ query }: TownPorts, branchId: string, month: Month): Promise<boolean> {
  const found = await query(
    `select from public.month_sheets where branch_id = $1 and month = $2 and state = 'locked'`,
    [branchId, month],
  )
  return found.length > 0
}

/** The days for objections are over long since; the month closes as any month does. */
async function closeOn({ query }: TownPorts, branchId: string, month: Month): Promise<void> {
  const until: Day = addDays(addMonths(month, 1), 12)
  await query(
    `update public.month_sheets set objections_until = $3 where branch_id = $1 and month = $2`,
    [branchId, month, until],
  )
  await query('select private.lock_due_months(100)')
}
