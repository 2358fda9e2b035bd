import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { useRunBranch } from '@/db/use-run-branch'
import type { PhoneDb } from '@/db/phone-db'
import type { Day } from '@/domain/day'
import { addMonths, asMonth, lastDayOf, monthOf, monthPath, type Month } from '@/domain/month'
import { byName } from '@/domain/pinyin'
import { isCurrent } from '@/domain/posts'
import type { Rows } from '@/domain/server-types'
import type { Category, Org } from '@/domain/synced'
import { bookOfMonth, byMember, countMonth, recordedOf } from './load-months'
import { bookFor, type RuleBook } from '@/domain/point-rules'
import type { Score } from './score-rules'

/** One row of a month sheet. */
export interface MemberMonth {
  id: string
  name: string
  pinyin: string
  category: Category | undefined
  score: Score
  /** Why the branch spares this member on the last day of the month so far. */
  exempt: readonly Rows['baseExemptions'][]
}

export interface Sheet {
  /** Null where no rules hold for the month. */
  book: RuleBook | null
  rows: readonly MemberMonth[]
  state: Rows['monthSheets']['state']
  /** Why the town gave it back, while the branch has not handed it in again. */
  returned: string | undefined
  /** Months before this one that had rules and were not handed in. */
  unsent: readonly Month[]
}

/** So many months before this one may still be open; the server keeps to the same number. */
const monthsBack = 3

/** This month and those before it that may still be open. */
const monthsUpTo = (current: Month): readonly Month[] =>
  Array.from({ length: monthsBack + 1 }, (_, ago) => addMonths(current, -ago))

/** The month sheet of the branch I run, as the address names branch and month; else mine, and the month going on. */
export function useSheet() {
  const route = useRoute()
  const { db, today } = usePhone()
  const { value: branch } = useRunBranch(() => route.query['of'])
  const current = computed(() => monthOf(today()))
  const months = computed(() => monthsUpTo(current.value))
  const month = computed(() => {
    const asked = asMonth(String(route.query['month']))
    return months.value.find((one) => one === asked) ?? current.value
  })
  const lastDay = computed(() => (month.value === current.value ? today() : lastDayOf(month.value)))
  const { value: sheet, fault } = useLive(
    () => ({
      of: branch.value,
      when: { month: month.value, day: lastDay.value, current: current.value },
    }),
    async ({ of, when }) => (of ? loadSheet(db, of, when) : undefined),
  )
  /** Nothing in it changes any more once it is handed in. */
  const isOpen = computed(() => sheet.value?.state === 'draft')
  /** An address of a page about this same branch and month. */
  const here = (path: string, of: Month = month.value) =>
    `${path}?month=${monthPath(of)}${branch.value ? `&of=${branch.value.id}` : ''}`
  return { branch, month, months, current, lastDay, sheet, isOpen, fault, here }
}

interface When {
  month: Month
  /** The last day of it that has come. */
  day: Day
  current: Month
}

async function loadSheet(db: PhoneDb, { id }: Org, { month, day, current }: When): Promise<Sheet> {
  const [sets, cards, sheets, steps] = await Promise.all([
    db.ruleSets.toArray(),
    db.directoryCards.where({ branchId: id }).toArray(),
    db.monthSheets.where({ branchId: id }).toArray(),
    db.monthSteps.where({ branchId: id }).toArray(),
  ])
  const state = sheets.find((one) => one.month === month)?.state ?? 'draft'
  const lastStep = steps
    .filter((one) => one.month === month)
    .sort((one, other) => other.takenAt - one.takenAt)[0]
  const returned = lastStep?.step === 'returned' ? lastStep.note : undefined
  const unsent = monthsUpTo(current)
    .slice(1)
    .filter(
      (one) =>
        bookFor(sets, one) && (sheets.find((s) => s.month === one)?.state ?? 'draft') === 'draft',
    )
  const book = bookOfMonth(sets, sheets, month)
  if (!book) return { book: null, rows: [], state, returned, unsent }
  const recordedBy = byMember(await recordedOf(db, { branchId: id }))
  const rows = cards.sort(byName).map(({ id: memberId, name, pinyin }): MemberMonth => {
    const recorded = recordedBy(memberId)
    const { score, categoryOn } = countMonth(book, month, recorded)
    const exempt = recorded.exemptions.filter((span) => isCurrent(span, day))
    return { id: memberId, name, pinyin, category: categoryOn(day), score, exempt }
  })
  return { book, rows, state, returned, unsent }
}
