import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { Day } from '@/domain/day'
import { byName } from '@/domain/pinyin'
import { isCurrent } from '@/domain/posts'

/** Those I am named helper of today, with the days I or others were there. */
export function useElders() {
  const { db, me, today } = usePhone()
  return useLive(async () => {
    const links = (await db.elderHelpers.where({ helperId: me }).toArray()).filter((link) =>
      isCurrent(link, today()),
    )
    if (links.length === 0) return []
    const ids = [...new Set(links.map(({ elderId }) => elderId))]
    const cards = await db.directoryCards.bulkGet(ids)
    const lessons = await db.homeLessons.where('elderId').anyOf(ids).toArray()
    return ids
      .map((id, at) => ({
        id,
        name: cards[at]?.name ?? '一位老同志',
        phone: cards[at]?.phone ?? null,
        namedOn: firstDay(links.filter(({ elderId }) => elderId === id)) ?? today(),
        days: lessons.filter(({ elderId }) => elderId === id).map(({ givenOn }) => givenOn),
      }))
      .sort(byName)
  })
}

/** Since when this elder is in my care. */
const firstDay = (links: readonly { fromDay: Day }[]): Day | undefined =>
  links.map(({ fromDay }) => fromDay).sort()[0]
