// @vitest-environment node
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '@/domain/day'
import { makeOrganisation } from '../../../supabase/seed/organisation.ts'
import { large, rowsOf, small, today, townOf } from './town-at-hand'

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const town = townOf(small)

describe('the demo town', () => {
  it('is the same town whenever it is made for the same day', () => {
    expect(hash(townOf(small).tables)).toBe(hash(town.tables))
  })

  it('keeps everybody’s name and id from one day to the next', () => {
    const tomorrow = townOf(small, addDays(today, 1))
    const known = ({ people }: typeof town) =>
      people.map(({ id, name, bornOn }) => [id, name, bornOn])
    expect(known(tomorrow)).toEqual(known(town))
  })

  it.each([small, large, { branches: 1, members: 30 }, { branches: 24, members: 490 }])(
    'has exactly $branches villages and $members people when asked for so many',
    (size) => {
      const made = townOf(size)
      const kinds = Object.groupBy(rowsOf(made, 'public.orgs'), ({ kind }) => String(kind))
      expect(kinds['town']).toHaveLength(1)
      expect(kinds['area']).toHaveLength(3)
      expect(kinds['village_branch']).toHaveLength(size.branches)
      expect(kinds['special_branch']).toHaveLength(1)
      expect(made.people).toHaveLength(size.members)
    },
  )

  it('gives no two organisations one name, and the eighth branch a name no village has', () => {
    const { town: top, areas, villages, special } = makeOrganisation({ branches: 2500, members: 0 })
    const names = [top, ...areas, ...villages, special].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => /第.党支部/.test(name))).toEqual(['第八党支部'])
  })

  it('never uses one id twice', () => {
    for (const { name, rows } of town.tables) {
      const ids = rows.map((row) => ('id' in row ? row.id : hash(row)))
      expect(new Set(ids).size, name).toBe(ids.length)
    }
  })

  it('keeps every village large enough to live in', () => {
    const sizes = Object.values(Object.groupBy(town.people, ({ branch }) => branch.name))
    expect(Math.min(...sizes.map((people) => people?.length ?? 0))).toBeGreaterThanOrEqual(9)
  })

  it('says nothing happened in the future', () => {
    const days = ['joined_on', 'on_day', 'finished_on', 'given_on']
    const moments = ['finished_at', 'decided_at', 'published_at', 'assigned_at', 'recorded_at']
    // The town's day begins at 16:00 the day before by the world's clock.
    const now = `${addDays(today, -1)}T16`
    const said = (row: object, names: string[]) =>
      Object.entries(row).flatMap(([name, value]: [string, unknown]) =>
        names.includes(name) && typeof value === 'string' ? [value] : [],
      )
    const rows = town.tables.flatMap((table) => table.rows)
    expect(rows.flatMap((row) => said(row, days)).filter((day) => day > today)).toEqual([])
    expect(rows.flatMap((row) => said(row, moments)).filter((moment) => moment >= now)).toEqual([])
  })
})

describe('a task', () => {
  const due = rowsOf(town, 'public.study_assignments').flatMap(({ due_on: day }) =>
    typeof day === 'string' ? [daysBetween(today, day as typeof today)] : [],
  )

  it('is there of every kind: over, for today, and still to come', () => {
    expect(due.some((days) => days < 0)).toBe(true)
    expect(due).toContain(0)
    expect(due.some((days) => days > 0 && days <= 7)).toBe(true)
  })

  it('was studied by some to the end, by some half-way, by some with help or on paper', () => {
    const progress = rowsOf(town, 'public.study_progress')
    const sources = new Set(progress.map(({ source }) => source))
    expect(sources).toEqual(new Set(['self', 'helper', 'paper', null]))
    expect(rowsOf(town, 'public.home_lessons').length).toBeGreaterThan(20)
  })

  it('waits for the elder and her son of the demo when they sign in', () => {
    for (const who of ['年老党员', '外出务工党员']) {
      const id = town.people.find(({ part }) => part?.who === who)?.id
      const open = rowsOf(town, 'public.study_progress').filter((row) => row['member_id'] === id)
      expect(open.length, who).toBeGreaterThan(2)
      const finished = new Set(open.map((row) => row['material_id']))
      const ahead = rowsOf(town, 'public.study_assignments').filter(
        ({ due_on: day, category, member_id: member }) =>
          typeof day === 'string' &&
          day >= today &&
          category === null &&
          (member === null || member === id),
      )
      expect(ahead.filter(({ material_id: piece }) => !finished.has(piece)).length).toBeGreaterThan(
        2,
      )
    }
  })
})
