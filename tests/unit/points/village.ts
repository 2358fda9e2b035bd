import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/vue'
import { afterEach } from 'vitest'
import { openPage } from '../../support/on-screen'
import type { Phone } from '@/db/phone'
import { asId, type MemberId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { routes as townRoutes } from '@/features/point-rules'
import { MyMonthCard, routes } from '@/features/points'
import {
  member,
  oldZhao,
  phoneOf,
  secretaryLi,
  town,
  willow,
  type TestedPhone,
} from '../study/village'
import { rule, ruleSet } from './books'

afterEach(cleanup)

export { oldZhao, secretaryLi, town }
export const auntieLin: MemberId = asId('auntie-lin')

export const late = rule({
  ...{ code: 'late', kind: 'base', words: '迟到或早退', tenths: -5, capTenths: null, facts: [] },
})
export const lessonAtHome = rule({
  ...{ code: 'home_lesson', category: 'elder', words: '接受送学并认可', tenths: 20, capTenths: 80 },
  facts: ['home_lesson'],
})

const step = (
  memberId: MemberId,
  category: Rows['categoryAssignments']['category'],
): Rows['categoryAssignments'] => ({
  ...{ id: asId(`step-${memberId}`), memberId, branchId: willow, category },
  ...{ fromDay: '2020-01-01', basis: '', decidedBy: secretaryLi, decidedAt: 0 },
})

export const fact = (id: string, more: Partial<Rows['monthFacts']> = {}): Rows['monthFacts'] => ({
  ...{ id: asId(id), memberId: oldZhao, branchId: willow, month: '2026-11-01' },
  ...{ fact: 'home_study', sourceId: oldZhao, onDay: '2026-11-20', times: 1 },
  ...more,
})

export const appointed = (
  memberId: MemberId,
  role: Rows['appointments']['role'],
  orgId: Rows['appointments']['orgId'],
): Rows['appointments'] => ({
  ...{ id: asId(`${memberId}-${role}`), memberId, role, orgId },
  ...{ fromDay: '2020-01-01', untilDay: null },
})

/** Old Zhao, an elder, Auntie Lin, and their secretary, in a town whose rules are three. */
export async function branchPhone(me: MemberId): Promise<TestedPhone> {
  const phone = await phoneOf(me)
  await phone.db.directoryCards.bulkPut([
    member(oldZhao),
    { ...member(auntieLin), name: '林秀英', pinyin: 'lxy' },
    { ...member(secretaryLi), name: '李国强', pinyin: 'lgq' },
  ])
  await phone.db.categoryAssignments.bulkPut([
    step(oldZhao, 'elder'),
    step(auntieLin, 'village'),
    step(secretaryLi, 'office'),
  ])
  await phone.db.ruleSets.put(ruleSet([late, rule(), lessonAtHome], { orgId: town }))
  await phone.db.appointments.put(appointed(secretaryLi, 'branch_secretary', willow))
  return phone
}

export const open = (phone: Phone, path: string) =>
  openPage(phone, [...routes, ...townRoutes, { path: '/points', component: MyMonthCard }], path)
