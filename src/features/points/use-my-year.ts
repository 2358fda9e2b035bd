import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { addMonths, monthOf, type Month } from '@/domain/month'
import { countingResults } from '@/domain/results'
import { asConfirmed } from './confirmed'
import { bookOfMonth, countMonth, recordedOf, sheetsOfMine } from './load-months'
import type { Score } from './score-rules'

/** How many months a person looks back over. */
const monthsBack = 12

/** My months, the latest first, as far back as there were rules. */
export function useMyYear() {
  const { db, me, today } = usePhone()
  return useLive(
    () => monthOf(today()),
    async (current) => {
      const sets = await db.ruleSets.toArray()
      const sheets = await sheetsOfMine(db, me)
      const mine = await recordedOf(db, { memberId: me })
      const results = countingResults(await db.monthResults.toArray())
      return Array.from({ length: monthsBack }, (_, ago) => addMonths(current, -ago)).flatMap(
        (month): { month: Month; score: Score }[] => {
          const book = bookOfMonth(sets, sheets, month)
          if (!book) return []
          const { score } = countMonth(book, month, mine)
          return [{ month, score: asConfirmed(score, results.get(month)) }]
        },
      )
    },
  )
}
