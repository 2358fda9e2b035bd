import type { Org, Role } from './synced'

/** A place in the tree, and a post held at one; plain text, so that a test or a page may bring its own. */
export interface Node {
  id: string
  parentId: string | null
}
export interface Held {
  orgId: string
}

/** Whether the one org is the other, or stands above it. */
export function reachesOver(upper: string, lower: string, orgs: readonly Node[]): boolean {
  const parents = new Map<string, string | null>(orgs.map(({ id, parentId }) => [id, parentId]))
  const seen = new Set<string>()
  let at: string | null | undefined = lower
  while (at && !seen.has(at)) {
    if (at === upper) return true
    seen.add(at)
    at = parents.get(at)
  }
  return false
}

const overseeing: readonly Role[] = [
  'town_staff',
  'area_coordinator',
  'branch_secretary',
  'branch_committee',
  'stationed_cadre',
]

/** A post that looks after the members of its org and of everything below. */
export const isOverseer = (role: Role): boolean => overseeing.includes(role)

export const isBranch = ({ kind }: Pick<Org, 'kind'>): boolean =>
  kind === 'village_branch' || kind === 'special_branch'

/** Whether somebody with these posts is secretary or on the committee of exactly this branch. */
export const runsBranch = (posts: readonly (Held & { role: Role })[], branchId: string): boolean =>
  posts.some(
    ({ role, orgId }) =>
      (role === 'branch_secretary' || role === 'branch_committee') && orgId === branchId,
  )

/** Whether somebody with these posts may write for an organisation: its committee, or town staff above it. */
export const writesFor = (
  posts: readonly (Held & { role: Role })[],
  orgId: string,
  orgs: readonly Node[],
): boolean =>
  runsBranch(posts, orgId) ||
  posts.some((post) => post.role === 'town_staff' && reachesOver(post.orgId, orgId, orgs))

/** The branches a person looks after through the posts held today. */
export function branchesReached<T extends Node & Pick<Org, 'kind'>>(
  posts: readonly (Held & { role: Role })[],
  orgs: readonly T[],
): T[] {
  const tops = posts.filter(({ role }) => isOverseer(role)).map(({ orgId }) => orgId)
  return orgs.filter((org) => isBranch(org) && tops.some((top) => reachesOver(top, org.id, orgs)))
}
