import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { asId } from '@/domain/id'
import type { Card } from './people'
import { useMember } from './use-member'
import { useStanding } from './use-standing'

/** The member in the address, what may be known and done about them, and the way back. */
export function useMemberPage() {
  const route = useRoute()
  const id = computed<Card['id']>(() => asId(String(route.params['id'])))
  const { value: member } = useMember(() => id.value)
  const { rightsAt, ...standing } = useStanding()

  const branchId = computed(() => member.value?.card.branchId ?? '')
  const rights = computed(() => rightsAt(branchId.value))
  const under = (page: string) => `/branch/members/${id.value}${page && `/${page}`}`
  return { ...standing, id, member, branchId, rights, under }
}
