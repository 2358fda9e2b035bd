import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useStanding } from './use-standing'

/** The branch this page is about: the one in the address, else the only one I look after. */
export function useBranch() {
  const route = useRoute()
  const standing = useStanding()
  const { branches, rightsAt } = standing

  const branch = computed(() => {
    const asked = branches.value?.find(({ id }) => id === route.query['of'])
    return asked ?? (branches.value?.length === 1 ? branches.value[0] : undefined)
  })
  const branchId = computed(() => branch.value?.id ?? '')
  const rights = computed(() => rightsAt(branchId.value))
  /** An address of a page about this same branch. */
  const here = (path: string) => (branchId.value ? `${path}?of=${branchId.value}` : path)
  return { ...standing, branch, branchId, rights, here }
}
