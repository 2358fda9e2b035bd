import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { bookOf, ruleUnder } from '@/domain/point-rules'
import type { Month } from '@/domain/month'
import type { Rows } from '@/domain/server-types'

type Entry = Rows['pointEntries']

/** A rule's words in the version an entry was scored by. */
function wordsIn(sets: readonly Rows['ruleSets'][], { ruleSetId, code, category }: Entry): string {
  const set = sets.find(({ id }) => id === ruleSetId)
  return (set && ruleUnder(bookOf(set).rules, code, category)?.words) ?? '一条积分'
}

/** What I have objected to, the newest first, and what became of it. */
export function useMyObjections() {
  const { db } = usePhone()
  return useLive(
    () => 'mine',
    async () => {
      const [objections, entries, sets] = await Promise.all([
        db.objections.toArray(),
        db.pointEntries.toArray(),
        db.ruleSets.toArray(),
      ])
      return objections
        .sort((one, other) => other.raisedAt - one.raisedAt)
        .map((objection) => {
          const about = entries.find(({ id }) => id === objection.entryId)
          return {
            ...objection,
            about: about ? wordsIn(sets, about) : '整个月',
            corrected: entries
              .filter(({ objectionId }) => objectionId === objection.id)
              .map(({ id, tenths, reversesId, ...entry }) => ({
                ...{ id, tenths, isReversal: reversesId !== null },
                words: wordsIn(sets, { id, tenths, reversesId, ...entry }),
              })),
          }
        })
    },
  )
}

/** One month of mine as it can be objected to: its sheet, and each entry that still stands. */
export function useMyEntries(month: () => Month) {
  const { db } = usePhone()
  return useLive(month, async (asked) => {
    const [entries, sets, results] = await Promise.all([
      db.pointEntries.where({ month: asked }).toArray(),
      db.ruleSets.toArray(),
      db.monthResults.where({ month: asked }).toArray(),
    ])
    const undone = new Set(entries.map(({ reversesId }) => reversesId))
    const sheet = results[0] && (await db.monthSheets.get(results[0].sheetId))
    const open = (await db.objections.where({ month: asked }).toArray()).find(
      ({ state }) => state === 'open',
    )
    return {
      ...{ sheet, open, isConfirmed: results.length > 0 },
      entries: entries
        .filter(({ id, reversesId }) => reversesId === null && !undone.has(id))
        .map((entry) => ({ ...entry, words: wordsIn(sets, entry) })),
    }
  })
}
