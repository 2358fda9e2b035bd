// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { addDays, yearOf } from '@/domain/day'
import { isNamed } from '@/domain/pinyin'
import { column, large, rowsOf, small, today, townOf } from './town-at-hand'

const towns = [townOf(small), townOf(large)]
const everybody = towns.flatMap(({ people }) => people)

// People everybody has heard of; a town must not seem to speak of them.
const heardOf =
  '习近平 李强 李克强 毛泽东 周恩来 邓小平 江泽民 胡锦涛 温家宝 朱镕基 王岐山 李德生 张爱萍 何立峰 王文涛 林俊杰 刘德华'.split(
    ' ',
  )

describe('somebody of the demo town', () => {
  it.each(towns)('belongs to one branch and to one category today', (town) => {
    expect(new Set(column(town, 'public.members', 'id')).size).toBe(town.people.length)
    const current = new Map<unknown, unknown>()
    for (const row of rowsOf(town, 'public.category_assignments')) {
      if (String(row['from_day']) <= today) current.set(row['member_id'], row['category'])
    }
    for (const { id, category } of town.people) expect(current.get(id)).toBe(category)
  })

  it('can be called on no real number: mobile numbers begin with 13 to 19, these with 100-3', () => {
    for (const { phone } of everybody) expect(phone).toMatch(/^100-3\d{3}-\d{4}$/)
    for (const town of towns)
      for (const phone of column(town, 'public.directory_cards', 'phone'))
        expect(String(phone)).toMatch(/^(null|100-3\d{3}-\d{4})$/)
  })

  it('has an invented name that can be found by its sound and by its initials', () => {
    for (const { name, pinyin } of everybody) {
      expect(heardOf).not.toContain(name)
      expect(name).toMatch(/^\p{Script=Han}{3}$/u)
      expect(pinyin).toMatch(/^[a-z]+ [a-z]+ [a-z]+$/)
      expect(isNamed(pinyin.replaceAll(' ', ''), { name, pinyin })).toBe(true)
      expect(
        isNamed(
          pinyin
            .split(' ')
            .map((sound) => sound.charAt(0))
            .join(''),
          { name, pinyin },
        ),
      ).toBe(true)
    }
  })

  it('hardly ever shares a name with a neighbour', () => {
    for (const { people } of towns) {
      const names = new Set(people.map(({ name, branch }) => `${branch.id} ${name}`))
      expect(names.size).toBe(people.length)
    }
  })

  it('is of an age that fits the category, and was grown up on joining', () => {
    for (const { category, bornOn, joinedOn } of everybody) {
      const age = yearOf(today) - yearOf(bornOn)
      if (category === 'elder') expect(age).toBeGreaterThan(65)
      else expect(age).toBeLessThan(69)
      expect(joinedOn >= addDays(bornOn, 18 * 366)).toBe(true)
      expect(joinedOn < today).toBe(true)
    }
  })

  it.each(towns)(
    'is away at work, old, in office or at home in believable shares',
    ({ people }) => {
      const share = (wanted: string) =>
        people.filter(({ category }) => category === wanted).length / people.length
      expect(share('migrant')).toBeCloseTo(0.3, 1)
      expect(share('elder')).toBeCloseTo(0.25, 1)
      expect(share('office')).toBeLessThan(0.25)
      expect(share('village')).toBeGreaterThan(0.12)
      expect(share('hardship')).toBeGreaterThan(0.03)
      expect(share('rectify')).toBeLessThan(0.05)
      expect(share('rectify')).toBeGreaterThan(0.01)
    },
  )

  it.each(towns)('is cared for, when old, by a younger member of the same branch', (town) => {
    const person = new Map<unknown, (typeof town.people)[number]>(
      town.people.map((one) => [one.id, one]),
    )
    const links = rowsOf(town, 'public.elder_helpers')
    expect(links.length).toBeGreaterThan(town.people.length / 10)
    for (const { elder_id: elder, helper_id: helper, branch_id: branch } of links) {
      expect(person.get(elder)?.category).toBe('elder')
      expect(person.get(elder)?.branch.id).toBe(branch)
      expect(person.get(helper)?.branch.id).toBe(branch)
      expect((person.get(helper)?.bornOn ?? '') > (person.get(elder)?.bornOn ?? '')).toBe(true)
    }
  })

  it('may have changed category, and came to the eighth branch from a village', () => {
    for (const town of towns) {
      expect(rowsOf(town, 'public.category_assignments').length).toBeGreaterThan(
        town.people.length * 1.1,
      )
      const moved = new Set(column(town, 'public.branch_transfers', 'member_id'))
      for (const { id, category } of town.people)
        if (category === 'rectify') expect(moved.has(id)).toBe(true)
    }
  })
})

describe('a post', () => {
  it.each(towns)('of secretary is held in every branch today by one of its members', (town) => {
    const branchOf = new Map<unknown, string>(town.people.map(({ id, branch }) => [id, branch.id]))
    const held = rowsOf(town, 'public.appointments').filter(
      ({ role, from_day: from, until_day: until }) =>
        role === 'branch_secretary' && String(from) <= today && until === null,
    )
    const branches = rowsOf(town, 'public.orgs').filter(({ kind }) =>
      String(kind).endsWith('branch'),
    )
    expect(held).toHaveLength(branches.length)
    for (const { org_id: org, member_id: member } of held) expect(branchOf.get(member)).toBe(org)
  })

  it.each(towns)('of every kind is held, and one has ended', (town) => {
    const roles = Object.groupBy(rowsOf(town, 'public.appointments'), ({ role }) => String(role))
    const villages = rowsOf(town, 'public.orgs').filter(
      ({ kind }) => kind === 'village_branch',
    ).length
    expect(roles['town_staff']).toHaveLength(2)
    expect(roles['area_coordinator']).toHaveLength(3)
    expect(roles['branch_committee']).toHaveLength((villages + 1) * 2)
    for (const role of ['stationed_cadre', 'liaison']) expect(roles[role]).toHaveLength(villages)
    expect(roles['shopkeeper']).toHaveLength(1)
    const ended = rowsOf(town, 'public.appointments').filter(
      ({ until_day: until }) => until !== null,
    )
    expect(ended).toHaveLength(1)
    expect(String(ended[0]?.['until_day']) < today).toBe(true)
  })
})
