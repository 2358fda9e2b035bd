import { describe, expect, it } from 'vitest'
import { countOf, standings, type Assignment, type Person } from '@/features/teaching/audience'
import { actsFor } from '@/features/teaching/assigning'
import { dueByDefault, endOfMonth } from '@/features/teaching/days'
import { freeName } from '@/features/teaching/file-names'
import {
  blankDraft,
  draftOf,
  minutesOf,
  mistakesIn,
  saveArgs,
} from '@/features/teaching/material-draft'
import { proposedMinutes } from '@/features/teaching/minutes'
import { branchesIRun, orgsIWriteFor } from '@/features/teaching/my-branches'
import { partOf, saySources, sayStanding } from '@/features/teaching/progress-rules'
import { isFound, sayCount } from '@/features/teaching/shelf-rules'
import { asId } from '@/domain/id'
import { area, given, material, orgs, today, town, willow } from '../study/village'

const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...{ id: asId(id), branchId: willow, name: id, pinyin: id, category: 'village' },
  ...more,
})
const auntieWang = person('wang', { name: '王秀英', category: 'elder' })
const youngLiu = person('liu', { name: '刘建军', category: 'migrant' })
const people = [auntieWang, youngLiu]
const assignment = (more: Partial<Assignment> = {}): Assignment => given('fire', more)
const done = (memberId: Person['id'], source: 'self' | 'helper' | 'paper') => ({
  ...{ memberId, source, finishedOn: '2026-11-20' as const },
})

describe('who a text was given to', () => {
  it('a whole branch, and what the town gives everyone, reach each of its members', () => {
    for (const orgId of [willow, area, town])
      expect(countOf(standings(people, [assignment({ orgId })], [], orgs)).assigned).toBe(2)
  })

  it('a category reaches its own, a name only its bearer, another branch nobody', () => {
    const names = (one: Assignment) =>
      standings(people, [one], [], orgs).map((row) => row.person.name)
    expect(names(assignment({ category: 'elder' }))).toEqual(['王秀英'])
    expect(names(assignment({ memberId: youngLiu.id }))).toEqual(['刘建军'])
    expect(names(assignment({ orgId: asId('pine-slope') }))).toEqual([])
  })

  it('counts who finished among those asked, tells how, and shows who studied unasked', () => {
    const rows = standings(
      people,
      [assignment({ category: 'elder' })],
      [done(auntieWang.id, 'paper'), done(youngLiu.id, 'self')],
      orgs,
    )
    const count = countOf(rows)
    expect(count).toMatchObject({ assigned: 1, finished: 1 })
    expect(saySources(count)).toBe('自己学 1 人，纸上记 1 人')
    expect(sayCount(count)).toBe('应学 1 人，已学完 1 人')
    expect(partOf(rows, 'not-done')).toEqual([])
    expect(rows.map((row) => sayStanding(row, today))).toContain('11月20日学完 · 纸上记')
  })

  it('says the nearest day it is asked for by, without scolding when it has passed', () => {
    const rows = standings(
      [auntieWang],
      [assignment({ dueOn: '2026-11-30' }), assignment({ dueOn: '2026-11-10' })],
      [],
      orgs,
    )
    expect(rows[0]?.dueOn).toBe('2026-11-10')
    expect(rows.map((row) => sayStanding(row, today))).toEqual(['还没学完，11月10日到期'])
  })
})

describe('giving a text out', () => {
  const giving = {
    materialId: asId<'materials'>('fire'),
    orgId: willow,
    dueOn: '2026-11-30' as const,
  }

  it('makes one act for each category or person', () => {
    expect(actsFor({ kind: 'everyone' }, giving, [])).toHaveLength(1)
    const byCategory = actsFor(
      { kind: 'categories', categories: ['elder', 'hardship'] },
      giving,
      [],
    )
    expect(byCategory.map(({ category }) => category)).toEqual(['elder', 'hardship'])
    const byName = actsFor({ kind: 'people', memberIds: [auntieWang.id] }, giving, [])
    expect(byName).toMatchObject([{ memberId: auntieWang.id, dueOn: '2026-11-30' }])
  })

  it('gives nobody the same thing twice, but a new day is a new task', () => {
    const before = [assignment({ orgId: willow, dueOn: '2026-11-30' })]
    expect(actsFor({ kind: 'everyone' }, giving, before)).toEqual([])
    expect(actsFor({ kind: 'everyone' }, { ...giving, dueOn: null }, before)).toHaveLength(1)
  })

  it('asks for it by the end of the month, and near its end by the end of the next', () => {
    expect(dueByDefault('2026-11-22')).toBe('2026-11-30')
    expect(dueByDefault('2026-11-28')).toBe('2026-12-31')
    expect(endOfMonth('2028-02-03')).toBe('2028-02-29')
  })
})

describe('whom I write for', () => {
  const post = (
    orgId: typeof town,
    role: 'branch_secretary' | 'town_staff' | 'stationed_cadre',
  ) => ({ orgId, role })

  it('a secretary writes for the branch, the town for all below it, a cadre for nobody', () => {
    expect(orgsIWriteFor([post(willow, 'branch_secretary')], orgs).map(({ id }) => id)).toEqual([
      willow,
    ])
    expect(orgsIWriteFor([post(town, 'town_staff')], orgs).map(({ id }) => id)).toEqual([
      town,
      area,
      willow,
    ])
    expect(orgsIWriteFor([post(willow, 'stationed_cadre')], orgs)).toEqual([])
  })

  it('only who runs a branch sees its people one by one', () => {
    expect(branchesIRun([post(town, 'town_staff')]).size).toBe(0)
    expect([...branchesIRun([post(willow, 'branch_secretary')])]).toEqual([willow])
  })
})

describe('a text being written', () => {
  const written = { ...blankDraft(willow), title: '防火', body: '字'.repeat(900) }

  it('is proposed one minute for every 300 characters, marks and pictures not counted', () => {
    expect(proposedMinutes('字'.repeat(900))).toBe(3)
    expect(proposedMinutes(`## ${'字'.repeat(300)}\n\n![](picture:${'x'.repeat(600)}.jpg)`)).toBe(1)
    expect(minutesOf(written)).toBe(3)
    expect(minutesOf({ ...written, minutes: '8' })).toBe(8)
  })

  it('is told what is missing beside the field it belongs to', () => {
    expect(mistakesIn(written)).toEqual({})
    expect(Object.keys(mistakesIn(blankDraft(willow)))).toEqual(['title', 'body'])
    expect(mistakesIn({ ...written, minutes: '半小时' }).minutes).toBeDefined()
    expect(
      mistakesIn({ ...written, fromDay: '2026-12-02', untilDay: '2026-12-01' }).days,
    ).toBeDefined()
    const half = { ask: '问', options: ['是', ''], answer: 0, because: '' }
    expect(mistakesIn({ ...written, questions: [half] }).questions).toBeDefined()
    expect(mistakesIn({ ...written, body: '字'.repeat(100_001) }).body).toContain('100001')
  })

  it('opens again as it was saved', () => {
    const args = saveArgs(asId('fire'), { ...written, fromDay: '2026-12-01' })
    expect(args).toMatchObject({ title: '防火', minutes: 3, fromDay: '2026-12-01' })
    expect(args).not.toHaveProperty('untilDay')
    const row = material('fire', {
      orgId: willow,
      title: '防火',
      minutes: 3,
      fromDay: '2026-12-01',
    })
    const again = draftOf(row, { id: asId('fire'), body: written.body, questions: [] })
    expect(saveArgs(asId('fire'), again)).toMatchObject({
      body: written.body,
      fromDay: '2026-12-01',
      minutes: 3,
    })
  })

  it('keeps the minutes a person chose', () => {
    expect(draftOf(material('fire', { minutes: 20 }), undefined).minutes).toBe('20')
  })
})

describe('small things', () => {
  it('a text is found by words of its title, summary or shelf, in any order', () => {
    const row = material('fire', { title: '秋冬防火', summary: '人走火灭', topic: 'farming' })
    expect(isFound(row, '火灭 秋冬')).toBe(true)
    expect(isFound(row, '')).toBe(true)
    expect(isFound(row, '社保')).toBe(false)
  })

  it('no two files of a text have one name, and none breaks the text that calls it', () => {
    expect(freeName('图 1.JPG', [])).toBe('图-1.jpg')
    expect(freeName('图1.jpg', ['图1.jpg', '图1-2.jpg'])).toBe('图1-3.jpg')
    expect(freeName('../](x).png', [])).toBe('..-x-.png')
    expect(freeName('x'.repeat(300) + '.mp3', []).length).toBeLessThanOrEqual(80)
  })
})
