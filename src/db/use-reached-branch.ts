import { postsOf } from '@/domain/posts'
import { branchesReached, reachesOver } from '@/domain/reach'
import type { Org, Role } from '@/domain/synced'
import { useLive, type Live } from './use-live'
import { usePhone } from './use-phone'

export interface ReachedBranch {
  branch: Org
  /** Its committee, or the town. */
  mayWrite: boolean
  /** Its secretary, or the town. */
  keepsRegister: boolean
  /** Whoever reads what villagers asked: the committee, the town, a stationed cadre. */
  readsRequests: boolean
}

/** The branch a page is about: the one asked for, else the only one I look after. Null when there is none to show. */
export function useReachedBranch(asked: () => unknown): Live<ReachedBranch | null> {
  const { db, me, today } = usePhone()
  return useLive(asked, async (wanted) => {
    const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
    const orgs = await db.orgs.toArray()
    const branches = branchesReached(posts, orgs)
    const branch =
      branches.find(({ id }) => id === wanted) ?? (branches.length === 1 ? branches[0] : undefined)
    if (!branch) return null
    const above = (role: Role) =>
      posts.some((post) => post.role === role && reachesOver(post.orgId, branch.id, orgs))
    const here = (role: Role) =>
      posts.some((post) => post.role === role && post.orgId === branch.id)
    const keepsRegister = above('town_staff') || here('branch_secretary')
    const mayWrite = keepsRegister || here('branch_committee')
    return { branch, keepsRegister, mayWrite, readsRequests: mayWrite || above('stationed_cadre') }
  })
}
