import { addDays, type Day } from '../../src/domain/day.ts'
import type { Org } from './organisation.ts'
import type { Person } from './people.ts'
import type { Given } from './progress.ts'
import type { Material, StudyAssignment } from './study.ts'

/** What reaches a person: given at an organisation above them, to everyone, their category or by name. */
export function audienceOf(
  materials: readonly Material[],
  assignments: readonly StudyAssignment[],
  orgs: readonly Org[],
): (person: Person) => Given[] {
  const materialById = new Map(materials.map((material) => [material.id, material]))
  const orgById = new Map(orgs.map((org) => [org.id, org]))
  const byOrg = Map.groupBy(assignments, ({ org_id }) => org_id)
  const above = (branch: Org): StudyAssignment[] => {
    const parent = branch.parent_id === null ? undefined : orgById.get(branch.parent_id)
    return [...(byOrg.get(branch.id) ?? []), ...(parent ? above(parent) : [])]
  }
  const atBranch = new Map(orgs.map((org) => [org.id, above(org)]))

  return (person) => {
    const reaching = (atBranch.get(person.branch.id) ?? []).filter(
      ({ category, member_id }) =>
        (category === null || category === person.category) &&
        (member_id === null || member_id === person.id),
    )
    const byMaterial = Map.groupBy(reaching, ({ material_id }) => material_id)
    return [...byMaterial].flatMap(([id, given]) => {
      const material = materialById.get(id)
      return material?.publishedOn ? [join(material, material.publishedOn, given, person)] : []
    })
  }
}

/** Given twice is one piece to study: as a task, if either asks for it by a day. */
function join(
  material: Material,
  publishedOn: Day,
  given: readonly StudyAssignment[],
  { joinedOn }: Person,
): Given {
  const dueOn = given.map(({ due_on }) => due_on).find((day) => day !== null) ?? null
  return { material, since: publishedOn > joinedOn ? publishedOn : addDays(joinedOn, 1), dueOn }
}
