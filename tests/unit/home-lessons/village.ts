import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/vue'
import { afterEach } from 'vitest'
import { openPage } from '../../support/on-screen'
import type { Phone } from '@/db/phone'
import { startOf } from '@/domain/day'
import { asId, type MemberId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { routes } from '@/features/home-lessons'
import {
  given,
  material,
  phoneOf,
  secretaryLi,
  today,
  willow,
  type TestedPhone,
} from '../study/village'

afterEach(cleanup)

export { secretaryLi, today, willow }
export const auntieLin: MemberId = asId('auntie-lin')
export const oldChen: MemberId = asId('old-chen')

const card = (id: MemberId, name: string): Rows['directoryCards'] => ({
  ...{
    id,
    branchId: willow,
    name,
    pinyin: 'x',
    photoPath: null,
    post: null,
    promise: null,
    phone: null,
  },
})

export const link: Rows['elderHelpers'] = {
  ...{ id: asId('link'), elderId: oldChen, helperId: auntieLin, branchId: willow },
  ...{ fromDay: '2026-11-01', untilDay: null },
}

export const lesson = (more: Partial<Rows['homeLessons']> = {}): Rows['homeLessons'] => ({
  ...{
    id: asId('lesson-1'),
    elderId: oldChen,
    helperId: auntieLin,
    branchId: willow,
    materialId: asId('pressure'),
  },
  ...{
    givenOn: '2026-11-10',
    place: '家里',
    note: '',
    acknowledged: 'tap',
    recordedAt: startOf('2026-11-10'),
  },
  ...more,
})

/** Auntie Lin helps Old Chen since the first of November; two pieces are there to be read together. */
export async function carePhone(me: MemberId): Promise<TestedPhone> {
  const phone = await phoneOf(me)
  const { db } = phone
  await db.directoryCards.bulkPut([
    card(auntieLin, '林秀英'),
    card(oldChen, '陈大爷'),
    card(secretaryLi, '李国强'),
  ])
  await db.elderHelpers.put(link)
  await db.materials.bulkPut([
    material('fraud', { title: '电话诈骗怎么防' }),
    material('pressure', { title: '血压怎么量' }),
    material('draft', { title: '还没写完', status: 'draft' }),
  ])
  await db.studyAssignments.bulkPut([given('fraud'), given('pressure', { dueOn: '2026-11-30' })])
  return phone
}

/** One page of helper mode as it stands on this phone's screen. */
export const open = (phone: Phone, path: string) => openPage(phone, routes, path)
