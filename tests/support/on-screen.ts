import { render } from '@testing-library/vue'
import type { Component, Plugin } from 'vue'
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router'
import type { Phone } from '@/db/phone'
import { providePhone } from '@/db/use-phone'

const elsewhere: Component = { template: '<p>another page</p>' }
const frame: Component = {
  template:
    '<RouterView v-slot="{ Component, route }"><component :is="Component" :key="route.path" /></RouterView>',
}

/** What a page of this phone finds around it: the phone itself, and a router that knows these pages. */
export function surroundings(phone: Phone, routes: readonly RouteRecordRaw[] = []) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [...routes, { path: '/:anywhere(.*)*', component: elsewhere }],
  })
  const itself: Plugin = {
    install: (app) => {
      providePhone(app, phone)
    },
  }
  return { router, plugins: [router, itself] }
}

/** A page of a feature as it stands on this phone's screen. */
export async function openPage(phone: Phone, routes: readonly RouteRecordRaw[], path: string) {
  const { router, plugins } = surroundings(phone, routes)
  await router.push(path)
  return { ...render(frame, { global: { plugins } }), router }
}
