import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { bandsOf } from '@/domain/bands'
import { asMonth, monthPath } from '@/domain/month'
import type { Rows } from '@/domain/server-types'
import { bandsOnBoard } from './board-rules'

type Sheet = Rows['monthSheets']
export const isPublic = ({ state }: Pick<Sheet, 'state'>): boolean =>
  state === 'published' || state === 'locked'

/** The board of my branch, or of the one the address names, for the month it names; else the newest there is. */
export function useBoard() {
  const route = useRoute()
  const { db, me } = usePhone()
  const of = computed(() => route.query['of'])
  const asked = computed(() => asMonth(String(route.query['month'])))
  const { value: board, fault } = useLive(
    () => ({ of: of.value, month: asked.value }),
    async (wanted) => {
      const mine = await db.directoryCards.get(me)
      const branchId = typeof wanted.of === 'string' ? wanted.of : mine?.branchId
      if (branchId === undefined) return null
      const sheets = (await db.monthSheets.where({ branchId }).toArray())
        .filter(isPublic)
        .sort((one, other) => (one.month < other.month ? 1 : -1))
      const sheet = sheets.find(({ month }) => month === wanted.month) ?? sheets[0]
      const branch = await db.orgs.get(branchId)
      if (!sheet || !branch) return null
      const entries = (await db.boardEntries.where({ branchId }).toArray()).filter(
        ({ sheetId }) => sheetId === sheet.id,
      )
      return {
        /** What was asked for is not public; this is the newest that is. */
        isOther: wanted.month !== undefined && wanted.month !== sheet.month,
        ...{ branch, sheet, months: sheets.map(({ month }) => month) },
        bands: bandsOnBoard(bandsOf(sheet.bands), entries),
      }
    },
  )
  /** An address about this same branch. */
  const here = (path: string, month?: Sheet['month']) =>
    `${path}?${month ? `month=${monthPath(month)}` : ''}${typeof of.value === 'string' ? `&of=${of.value}` : ''}`
  return { board, fault, here, isMine: computed(() => of.value === undefined) }
}
