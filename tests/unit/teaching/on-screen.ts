import { cleanup } from '@testing-library/vue'
import { afterEach } from 'vitest'
import { asId } from '@/domain/id'
import type { Role } from '@/domain/synced'
import { routes } from '@/features/teaching'
import { openPage } from '../../support/on-screen'
import { member, phoneOf, secretaryLi, willow, type TestedPhone } from '../study/village'

afterEach(cleanup)

/** Secretary Li's phone: she runs Willow village's branch, where Wang Xiuying and Liu Jianjun are members. */
export async function secretaryPhone(
  role: Role = 'branch_secretary',
  orgId = willow,
): Promise<TestedPhone> {
  const phone = await phoneOf(secretaryLi)
  const post = { id: asId<'appointments'>('post'), memberId: secretaryLi, orgId, role }
  await phone.db.appointments.put({ ...post, fromDay: '2024-01-01', untilDay: null })
  await phone.db.directoryCards.bulkPut([
    { ...member(secretaryLi), name: '李书记', pinyin: 'li shu ji' },
    { ...member(asId('wang')), name: '王秀英', pinyin: 'wang xiu ying' },
    { ...member(asId('liu')), name: '刘建军', pinyin: 'liu jian jun' },
  ])
  return phone
}

/** A page of the secretary's desk as it stands on this phone's screen. */
export const open = (phone: TestedPhone, path: string) => openPage(phone, routes, path)
