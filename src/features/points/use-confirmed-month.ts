import { computed } from 'vue'
import { useAsked } from '@/db/use-asked'
import { asId } from '@/domain/id'
import type { Month } from '@/domain/month'
import { asConfirmed, correctionsIn, isConfirmed } from './confirmed'
import type { MemberMonth, Sheet } from './use-sheet'

/**
 * A member's month as it was confirmed and corrected, for whoever keeps the branch's books: asked online, since no phone
 * keeps another's result. Until it is there, or while the month is open, the phone's own count.
 */
export function useConfirmedMonth(
  sheet: () => Sheet | undefined,
  row: () => MemberMonth | undefined,
  month: () => Month,
) {
  const isOver = computed(() => isConfirmed(sheet()?.state))
  const { value: told, trouble } = useAsked('member_month', () => {
    const id = row()?.id
    return isOver.value && id !== undefined
      ? { memberId: asId<'members'>(id), month: month() }
      : undefined
  })
  const score = computed(() => {
    const counted = row()?.score
    return counted && asConfirmed(counted, told.value?.result)
  })
  const corrections = computed(() => {
    const book = sheet()?.book
    return book && told.value
      ? correctionsIn(
          told.value.entries.filter(({ isCorrection }) => isCorrection),
          book,
        )
      : []
  })
  return {
    score,
    corrections,
    isAsking: computed(() => isOver.value && !told.value && !trouble.value),
  }
}
