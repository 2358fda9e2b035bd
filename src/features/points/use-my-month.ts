import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { lastDayOf, monthOf, type Month } from '@/domain/month'
import { rulesOn } from '@/domain/point-rules'
import { isCurrent } from '@/domain/posts'
import { countingResults } from '@/domain/results'
import { asConfirmed, correctionsIn } from './confirmed'
import { bookOfMonth, countMonth, recordedOf, sheetsOfMine } from './load-months'

/** My points of a month as this phone can count them now. Null where no rules hold for the month. */
export function useMyMonth(month: () => Month) {
  const { db, me, today } = usePhone()
  return useLive(month, async (asked) => {
    const sheets = await sheetsOfMine(db, me)
    const book = bookOfMonth(await db.ruleSets.toArray(), sheets, asked)
    if (!book) return null
    const recorded = await recordedOf(db, { memberId: me })
    const { score, categoryOn } = countMonth(book, asked, recorded)
    const lastDay = monthOf(today()) === asked ? today() : lastDayOf(asked)
    const result = countingResults(await db.monthResults.toArray()).get(asked)
    return {
      ...{ book, score: asConfirmed(score, result) },
      // What can still be earned: rules that hold and have given nothing so far.
      open: rulesOn(book.rules, lastDay, categoryOn(lastDay)).filter(
        (rule) => rule.kind !== 'base' && !score.lines.some((line) => line.rule === rule),
      ),
      exempt: recorded.exemptions.filter((span) => isCurrent(span, lastDay)),
      state: sheets.find((sheet) => sheet.month === asked)?.state ?? 'draft',
      /** What the town confirmed. */
      result,
      /** What was undone and entered anew after an objection. */
      corrections: correctionsIn(
        (await db.pointEntries.where({ month: asked }).toArray())
          .filter(({ objectionId }) => objectionId !== null)
          .sort((one, other) => one.enteredAt - other.enteredAt),
        book,
      ),
    }
  })
}
