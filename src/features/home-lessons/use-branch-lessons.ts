import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { isCurrent, postsOf } from '@/domain/posts'
import { useLessons } from './use-lessons'

/** The branch I run (the one in the address, else mine), its lessons, and who is helped by whom today. */
export function useBranchLessons() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const { value: mine } = useLive(async () => {
    const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
    return posts
      .filter(({ role }) => role === 'branch_secretary' || role === 'branch_committee')
      .map(({ orgId }) => orgId)
  })
  const branchId = computed(
    () => mine.value?.find((id) => id === route.query['of']) ?? mine.value?.[0],
  )
  const { value: branch } = useLive(
    () => branchId.value ?? '',
    async (id) => ({
      name: (await db.orgs.get(id))?.name ?? '',
      links: (await db.elderHelpers.where({ branchId: id }).toArray()).filter((link) =>
        isCurrent(link, today()),
      ),
      names: new Map<string, string>(
        (await db.directoryCards.where({ branchId: id }).toArray()).map((one) => [
          one.id,
          one.name,
        ]),
      ),
    }),
  )
  const { value: lessons, fault } = useLessons(() => ({ branchId: branchId.value ?? '' }))
  const runsNone = computed(() => mine.value?.length === 0)
  const here = (path: string) => (branchId.value ? `${path}?of=${branchId.value}` : path)
  return { branch, lessons, fault, runsNone, here }
}
