import { byName } from '@/domain/pinyin'
import type { Org } from '@/domain/synced'

export interface BranchGroup {
  name: string
  branches: Org[]
}

/** Branches under the org right above each, both by name. */
export function byParent(branches: readonly Org[], orgs: readonly Org[]): BranchGroup[] {
  const groups = new Map<string, BranchGroup>()
  for (const branch of branches) {
    const name = orgs.find(({ id }) => id === branch.parentId)?.name ?? '镇党委'
    const group = groups.get(name) ?? { name, branches: [] }
    group.branches.push(branch)
    groups.set(name, group)
  }
  return [...groups.values()]
    .sort(byName)
    .map((group) => ({ ...group, branches: group.branches.sort(byName) }))
}
