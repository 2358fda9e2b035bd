import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/vue'
import { afterEach } from 'vitest'
import { openPage } from '../../support/on-screen'
import type { Phone } from '@/db/phone'
import { asId, type Id, type MemberId } from '@/domain/id'
import { startOf } from '@/domain/day'
import type { Rows } from '@/domain/server-types'
import type { Role } from '@/domain/synced'
import { routes } from '@/features/roster'
import { area, phoneOf, secretaryLi, today, town, willow, type TestedPhone } from '../study/village'

afterEach(cleanup)

export { area, secretaryLi, today, town, willow }
export const pineSlope: Id<'orgs'> = asId('pine-slope')
export const wangXiulan: MemberId = asId('wang-xiulan')
export const zhaoDashan: MemberId = asId('zhao-dashan')
export const townZhou: MemberId = asId('town-zhou')

export const card = (
  id: MemberId,
  name: string,
  pinyin: string,
  branchId = willow,
): Rows['directoryCards'] => ({
  ...{ id, branchId, name, pinyin, photoPath: null, post: null, promise: null, phone: null },
})

export const record = (id: MemberId): Rows['memberRecords'] => ({
  ...{
    id,
    branchId: willow,
    bornOn: '1951-03-08',
    sex: 'female',
    phone: '10000001111',
    joinedOn: '1976-07-01',
  },
})

export const post = (memberId: MemberId, orgId: Id<'orgs'>, role: Role): Rows['appointments'] => ({
  ...{
    id: asId(`${memberId}-${role}`),
    memberId,
    orgId,
    role,
    fromDay: '2024-01-01',
    untilDay: null,
  },
})

export const step = (
  memberId: MemberId,
  category: Rows['categoryAssignments']['category'],
  at = 0,
) =>
  ({
    ...{
      id: asId(`${memberId}-${category}`),
      memberId,
      branchId: willow,
      category,
      fromDay: '2025-01-01',
    },
    ...{ basis: '支部大会定的', decidedBy: townZhou, decidedAt: startOf('2025-01-01') + at },
  }) satisfies Rows['categoryAssignments']

/** Willow village's register on the phone of whoever looks at it. */
export async function registerPhone(me: MemberId): Promise<TestedPhone> {
  const phone = await phoneOf(me)
  const { db } = phone
  await db.orgs.put({ id: pineSlope, parentId: area, kind: 'village_branch', name: '松坡村党支部' })
  await db.directoryCards.bulkPut([
    card(secretaryLi, '李国强', 'lgq'),
    card(wangXiulan, '王秀兰', 'wxl'),
    card(zhaoDashan, '赵大山', 'zds'),
  ])
  await db.memberRecords.put(record(wangXiulan))
  await db.appointments.bulkPut([
    post(secretaryLi, willow, 'branch_secretary'),
    post(townZhou, town, 'town_staff'),
  ])
  await db.categoryAssignments.bulkPut([step(wangXiulan, 'elder'), step(zhaoDashan, 'village')])
  return phone
}

/** One page of the register as it stands on this phone's screen. */
export const open = (phone: Phone, path: string) => openPage(phone, routes, path)
