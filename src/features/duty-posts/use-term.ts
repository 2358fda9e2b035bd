import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { useReachedBranch } from '@/db/use-reached-branch'
import { useDuties } from './use-duties'

/** The term in the address, in whichever branch it is, and what I may do with it. */
export function useTerm() {
  const route = useRoute()
  const { db, me } = usePhone()
  const termId = computed(() => String(route.params['termId']))
  const { value: row } = useLive(
    () => termId.value,
    async (id) => (await db.dutyTerms.get(id)) ?? null,
  )
  const branchId = computed(() => row.value?.branchId)
  const { value: all } = useDuties(() => branchId.value)
  const { value: reached } = useReachedBranch(() => branchId.value)
  const { value: reviews } = useLive(
    () => termId.value,
    (id) => db.dutyReviews.where({ termId: id }).toArray(),
  )
  const duty = computed(() => all.value?.duties.find(({ term }) => term.id === termId.value))
  const isOpening = computed(
    () => row.value === undefined || (row.value !== null && all.value === undefined),
  )
  return {
    ...{ duty, reviews, isOpening },
    branch: computed(() => reached.value?.branch),
    back: computed(() => (branchId.value ? `/branch/posts?of=${branchId.value}` : '/branch')),
    mayWrite: computed(() => reached.value?.mayWrite === true),
    /** About oneself another decides. */
    isMyOwn: computed(() => row.value?.memberId === me),
  }
}
