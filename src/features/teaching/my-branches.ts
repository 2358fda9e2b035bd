import { reachesOver } from '@/domain/reach'
import type { Appointment, Org, Role } from '@/domain/synced'

const running: readonly Role[] = ['branch_secretary', 'branch_committee']

type Post = Pick<Appointment, 'orgId' | 'role'>

/** The branches whose people I see one by one: only those who run a branch do, and only their own. */
export function branchesIRun(posts: readonly Post[]): ReadonlySet<string> {
  return new Set<string>(
    posts.filter(({ role }) => running.includes(role)).map(({ orgId }) => orgId),
  )
}

/** Only the secretary answers for what was done on paper. */
export function branchesIKeepPaperFor(posts: readonly Post[]): ReadonlySet<string> {
  return new Set<string>(
    posts.filter(({ role }) => role === 'branch_secretary').map(({ orgId }) => orgId),
  )
}

/** The orgs I may write and assign for: my own branch, or the town and everything below it. My own comes first. */
export function orgsIWriteFor(posts: readonly Post[], orgs: readonly Org[]): Org[] {
  const own = branchesIRun(posts)
  const towns = posts.filter(({ role }) => role === 'town_staff').map(({ orgId }) => orgId)
  const mine = orgs.filter(
    ({ id }) => own.has(id) || towns.some((town) => reachesOver(town, id, orgs)),
  )
  const rank = ({ id, kind }: Org) => (own.has(id) ? 0 : kindRank[kind])
  return mine.sort((one, other) => rank(one) - rank(other))
}

const kindRank: Record<Org['kind'], number> = {
  town: 1,
  area: 2,
  special_branch: 3,
  village_branch: 4,
}
