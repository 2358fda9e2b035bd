import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { useRunBranch } from '@/db/use-run-branch'
import { isCurrent } from '@/domain/posts'
import { useLessons } from './use-lessons'

/** The branch I run (the one in the address, else mine), its lessons, and who is helped by whom today. */
export function useBranchLessons() {
  const route = useRoute()
  const { db, today } = usePhone()
  const { value: run } = useRunBranch(() => route.query['of'])
  const branchId = computed(() => run.value?.id ?? '')
  const { value: branch } = useLive(
    () => run.value,
    async (of) => ({
      name: of?.name ?? '',
      links: (await db.elderHelpers.where({ branchId: of?.id ?? '' }).toArray()).filter((link) =>
        isCurrent(link, today()),
      ),
      names: new Map<string, string>(
        (await db.directoryCards.where({ branchId: of?.id ?? '' }).toArray()).map((one) => [
          one.id,
          one.name,
        ]),
      ),
    }),
  )
  const { value: lessons, fault } = useLessons(() => ({ branchId: branchId.value }))
  const runsNone = computed(() => run.value === null)
  const here = (path: string) => (branchId.value ? `${path}?of=${branchId.value}` : path)
  return { branch, lessons, fault, runsNone, here }
}
