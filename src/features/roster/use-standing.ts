import { computed } from 'vue'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { postsOf } from '@/domain/posts'
import { branchesReached } from '@/domain/reach'
import { rightsIn } from './rights'

/** Which branches I look after, and what I may do in one of them; all from the phone's copy. */
export function useStanding() {
  const { db, me, today } = usePhone()
  const { value: found, fault } = useLive(async () => ({
    orgs: await db.orgs.toArray(),
    posts: postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today()),
  }))
  const orgs = computed(() => found.value?.orgs ?? [])
  const branches = computed(
    () => found.value && branchesReached(found.value.posts, found.value.orgs),
  )
  const rightsAt = (branchId: string) => rightsIn(branchId, found.value?.posts ?? [], orgs.value)
  const nameOf = (orgId: string) => orgs.value.find(({ id }) => id === orgId)?.name ?? '别的支部'
  return { orgs, branches, rightsAt, nameOf, fault }
}
