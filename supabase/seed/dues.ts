import { addDays, type Day } from '../../src/domain/day.ts'
import { addMonths, monthOf, type Month } from '../../src/domain/month.ts'
import { actAs } from './as-member.ts'
import type { Category } from './categories.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { diceFor, idOf } from './random.ts'
import { demoPerson } from './scene.ts'

interface Basis {
  kind: 'wage' | 'pension' | 'farmer'
  income_fen?: number
  agreed_fen?: number
}

/** In hundreds of yuan a month. */
const incomes: Partial<
  Record<Category, readonly [kind: 'wage' | 'pension', low: number, high: number]>
> = {
  migrant: ['wage', 42, 78],
  office: ['wage', 33, 54],
  elder: ['pension', 12, 31],
}

/** What somebody lives on, as people of their category do in a real branch; the rest are farmers. */
function basisOf({ id, category }: Person): Basis {
  const income = incomes[category]
  if (income === undefined) return { kind: 'farmer', agreed_fen: 50 }
  const [kind, low, high] = income
  return { kind, income_fen: diceFor(`dues/${id}`).between(low, high) * 10_000 }
}

/** Two of whom nothing has been said yet, so that the page for it can be seen as well. */
const leftOpen = 2

/** The dues of the demo's branch as its secretary finds them one evening: most have paid, some not yet, one was reminded. */
export async function keepDues(ports: TownPorts, people: readonly Person[]): Promise<void> {
  const secretary = demoPerson(people, '支部书记')
  const elder = demoPerson(people, '年老党员')
  const migrant = demoPerson(people, '外出务工党员')
  const thisMonth = monthOf(ports.today)
  const since = addMonths(thisMonth, -3)
  const branch = people.filter((one) => one.branch.id === secretary.branch.id)
  const plain = branch.filter(({ part }) => part === undefined)
  const counted = branch.filter((one) => !plain.slice(-leftOpen).includes(one))
  const act = actOnce(ports, secretary)

  const [poor] = plain.filter(({ category }) => category === 'hardship')
  for (const person of counted)
    await act('set_dues_basis', person.id, {
      ...{ basis_ids: [idOf('dues basis', person.id)], member_ids: [person.id] },
      ...{ from_month: since, by_quarter: person.id === migrant.id, ...basisOf(person) },
      ...(person === poor && { lowered_fen: 0, reason: '家里困难，支部大会同意' }),
    })

  // The migrant's mother brought it ahead when he went away again, and a little more than is due.
  await act('record_dues_payment', migrant.id, {
    ...{ payment_id: idOf('dues payment', migrant.id), member_id: migrant.id, from_month: since },
    ...{ months: 4, amount_fen: await openFen(ports, [migrant], since, 4, 100) },
    ...{ paid_on: addDays(since, 14), paid_by: '母亲' },
  })
  const payers = counted.filter((one) => one !== poor && one.id !== migrant.id)
  const slow = payers.filter((one, nth) => one.part === undefined && nth % 9 === 4)
  const prompt = payers.filter((one) => !slow.includes(one))
  const soon = prompt.filter((one, nth) => one.id !== elder.id && nth % 2 === 0)
  for (const ago of [3, 2, 1]) {
    const month = addMonths(thisMonth, -ago)
    await payAll(ports, secretary, prompt, month, addDays(month, 19))
  }
  await payAll(ports, secretary, soon, thisMonth, ports.today)
  await act('remind_of_dues', elder.id, {
    ...{ reminder_ids: [idOf('dues reminder', elder.id)], member_ids: [elder.id] },
  })
}

async function payAll(
  ports: TownPorts,
  secretary: Person,
  payers: readonly Person[],
  month: Month,
  paidOn: Day,
): Promise<void> {
  await actOnce(ports, secretary)('record_dues', month, {
    payment_ids: payers.map(({ id }) => idOf('dues payment', month, id)),
    member_ids: payers.map(({ id }) => id),
    ...{ from_month: month, months: 1, paid_on: paidOn },
    total_fen: await openFen(ports, payers, month, 1, 0),
  })
}

/** What these have open; the secretary counts it before it is written down. */
async function openFen(
  { query }: TownPorts,
  people: readonly Person[],
  from: Month,
  months: number,
  more: number,
): Promise<number> {
  const [sum] = await query<{ fen: number }>(
    `select coalesce(sum(month_fen), 0)::int as fen
     from private.dues_months($1::uuid[], $2::date, ($2::date + ($3 - 1) * interval '1 month')::date)
     where payment_id is null`,
    [people.map(({ id }) => id), from, months],
  )
  return (sum?.fen ?? 0) + more
}

/** What was done before the seed was interrupted is not done again: its sums would be others by now. */
function actOnce({ query }: TownPorts, by: Person) {
  return async (name: string, about: string, args: object) => {
    const id = idOf('dues', name, about)
    const done = await query('select from private.command_log where id = $1 and code is null', [id])
    if (done.length === 0) await actAs(query, by.id, { id, name, args })
  }
}
