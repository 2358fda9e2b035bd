import { cleanup, render } from '@testing-library/vue'
import { afterEach } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { asId } from '@/domain/id'
import type { Role } from '@/domain/synced'
import { routes } from '@/features/teaching'
import { providePhone } from '@/db/use-phone'
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
export async function open(phone: TestedPhone, path: string) {
  const elsewhere = { template: '<p>another page</p>' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [...routes, { path: '/:anywhere(.*)*', component: elsewhere }],
  })
  await router.push(path)
  const template =
    '<RouterView v-slot="{ Component, route }"><component :is="Component" :key="route.path" /></RouterView>'
  const plugin = {
    install: (app: Parameters<typeof providePhone>[0]) => {
      providePhone(app, phone)
    },
  }
  return { ...render({ template }, { global: { plugins: [router, plugin] } }), router }
}
