import { describe, expect, it } from 'vitest'
import type { Role } from '@/domain/synced'
import { branchesReached, reachesOver } from '@/domain/reach'
import {
  mayDecide,
  mayGive,
  mayKeepRegister,
  mayNameHelper,
  maySeeAccounts,
  placesFor,
  rightsIn,
  rolesToGive,
} from '@/features/roster/rights'

const orgs = [
  { id: 'town', parentId: null, kind: 'town' },
  { id: 'east', parentId: 'town', kind: 'area' },
  { id: 'west', parentId: 'town', kind: 'area' },
  { id: 'willow', parentId: 'east', kind: 'village_branch' },
  { id: 'pine', parentId: 'west', kind: 'village_branch' },
  { id: 'eighth', parentId: 'town', kind: 'special_branch' },
] as const
const holding = (role: Role, orgId: string, branch = 'willow') =>
  rightsIn(branch, [{ role, orgId }], orgs)

describe('what a post lets a person do in a branch', () => {
  it('reaches downwards only, and never out of a ring', () => {
    expect(reachesOver('town', 'willow', orgs)).toBe(true)
    expect(reachesOver('willow', 'town', orgs)).toBe(false)
    expect(reachesOver('east', 'pine', orgs)).toBe(false)
    expect(
      reachesOver('x', 'a', [
        { id: 'a', parentId: 'b' },
        { id: 'b', parentId: 'a' },
      ]),
    ).toBe(false)
  })

  it('shows each overseer the branches below, and a shopkeeper none', () => {
    const reached = (role: Role, orgId: string) =>
      branchesReached([{ role, orgId }], orgs).map(({ id }) => id)
    expect(reached('town_staff', 'town')).toEqual(['willow', 'pine', 'eighth'])
    expect(reached('area_coordinator', 'east')).toEqual(['willow'])
    expect(reached('branch_committee', 'pine')).toEqual(['pine'])
    expect(reached('shopkeeper', 'town')).toEqual([])
  })

  it('lets the secretary keep the register and name helpers, but not decide categories', () => {
    const rights = holding('branch_secretary', 'willow')
    expect([mayKeepRegister, maySeeAccounts, mayNameHelper].every((may) => may(rights))).toBe(true)
    expect(mayDecide(rights)).toBe(false)
  })

  it('lets the town decide and issue cards anywhere, but leaves naming a helper to the branch', () => {
    const rights = holding('town_staff', 'town')
    expect([mayKeepRegister, maySeeAccounts, mayDecide].every((may) => may(rights))).toBe(true)
    expect(mayNameHelper(rights)).toBe(false)
  })

  it('lets the committee see accounts and change nothing', () => {
    const rights = holding('branch_committee', 'willow')
    expect(maySeeAccounts(rights)).toBe(true)
    expect([mayKeepRegister, mayNameHelper, mayDecide].some((may) => may(rights))).toBe(false)
  })

  it('lets area and stationed cadres only look', () => {
    for (const rights of [
      holding('area_coordinator', 'east'),
      holding('stationed_cadre', 'willow'),
    ]) {
      expect(rights.oversees).toBe(true)
      expect(
        [mayKeepRegister, maySeeAccounts, mayNameHelper, mayDecide].some((may) => may(rights)),
      ).toBe(false)
      expect(rolesToGive(rights)).toEqual([])
    }
  })

  it("gives the neighbour branch's secretary nothing here", () => {
    expect(holding('branch_secretary', 'pine')).toEqual({
      town: false,
      secretary: false,
      runs: false,
      oversees: false,
    })
  })

  it("lets a secretary give small posts of the own branch, never a secretary's", () => {
    const rights = holding('branch_secretary', 'willow')
    expect(rolesToGive(rights)).toEqual(['branch_committee', 'liaison'])
    expect(placesFor('liaison', orgs, rights, 'willow').map(({ id }) => id)).toEqual(['willow'])
    expect(mayGive({ role: 'liaison', orgId: 'pine' }, rights, 'willow')).toBe(false)
    expect(mayGive({ role: 'branch_secretary', orgId: 'willow' }, rights, 'willow')).toBe(false)
  })

  it('offers the town only places where a post can be held', () => {
    const rights = holding('town_staff', 'town')
    expect(placesFor('area_coordinator', orgs, rights, 'willow').map(({ id }) => id)).toEqual([
      'east',
      'west',
    ])
    expect(placesFor('town_staff', orgs, rights, 'willow').map(({ id }) => id)).toEqual(['town'])
  })
})
