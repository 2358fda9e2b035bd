import type { Day } from '@/domain/day'
import { isOverseer, reachesOver, type Held, type Node } from '@/domain/reach'
import type { Org, Role } from '@/domain/synced'

/** What the person looking may do in one branch; the server decides again, this only spares a refusal. */
export interface Rights {
  /** Works for the town, whose word reaches every branch below. */
  town: boolean
  secretary: boolean
  /** Runs this very branch: its secretary or its committee. */
  runs: boolean
  /** Looks after it from here or above, and so may read its records. */
  oversees: boolean
}

type Post = Held & { role: Role }

/** `posts`: what the person holds today. */
export function rightsIn(branchId: string, posts: readonly Post[], orgs: readonly Node[]): Rights {
  const here = posts
    .filter(({ orgId }) => reachesOver(orgId, branchId, orgs))
    .map(({ role }) => role)
  const inBranch = posts.filter(({ orgId }) => orgId === branchId).map(({ role }) => role)
  const secretary = inBranch.includes('branch_secretary')
  return {
    town: here.includes('town_staff'),
    secretary,
    runs: secretary || inBranch.includes('branch_committee'),
    oversees: here.some(isOverseer),
  }
}

/** Cards, registering and the paper record: whoever answers for the branch, or the town. */
export const mayKeepRegister = ({ town, secretary }: Rights): boolean => town || secretary
export const maySeeAccounts = ({ town, runs }: Rights): boolean => town || runs
/** The town might name a helper too, but may not see who helps whom, so here the branch's secretary does it. */
export const mayNameHelper = ({ secretary }: Rights): boolean => secretary
export const mayDecide = ({ town }: Rights): boolean => town

const bySecretary: readonly Role[] = ['branch_committee', 'liaison']
const byTown: readonly Role[] = [
  'branch_secretary',
  'branch_committee',
  'liaison',
  'shopkeeper',
  'stationed_cadre',
  'area_coordinator',
  'town_staff',
]

/** The posts this person may give and take away here. */
export function rolesToGive({ town, secretary }: Rights): readonly Role[] {
  if (town) return byTown
  return secretary ? bySecretary : []
}

const kindsFor: Record<Role, readonly Org['kind'][]> = {
  town_staff: ['town'],
  area_coordinator: ['area'],
  branch_secretary: ['village_branch', 'special_branch'],
  branch_committee: ['village_branch', 'special_branch'],
  stationed_cadre: ['village_branch', 'special_branch', 'area'],
  shopkeeper: ['town'],
  liaison: ['village_branch', 'special_branch'],
}

/** Where a post can be held; a secretary only gives posts of the own branch. */
export function placesFor<T extends { id: string; kind: Org['kind'] }>(
  role: Role,
  orgs: readonly T[],
  { town }: Rights,
  branchId: string,
): T[] {
  const fitting = orgs.filter(({ kind }) => kindsFor[role].includes(kind))
  return town ? fitting : fitting.filter(({ id }) => id === branchId)
}

/** Whether this person may end a post that is already held. */
export function mayGive({ role, orgId }: Post, rights: Rights, branchId: string): boolean {
  return rolesToGive(rights).includes(role) && (rights.town || orgId === branchId)
}

/** A key to a post outside the branch comes from the town, or a village secretary could become the town. */
export function mayIssueCard(
  rights: Rights,
  terms: readonly (Held & { untilDay: Day | null })[],
  branchId: string,
  today: Day,
): boolean {
  const beyond = terms.some(
    ({ orgId, untilDay }) => orgId !== branchId && (untilDay === null || untilDay >= today),
  )
  return rights.town || (rights.secretary && !beyond)
}
