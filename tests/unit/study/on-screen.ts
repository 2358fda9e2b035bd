import { cleanup, configure, render } from '@testing-library/vue'
import { afterEach } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { providePhone } from '@/db/use-phone'
import { routes } from '@/features/study'
import type { TestedPhone } from './village'

// The first page of a file is fetched and compiled while the test waits; a busy machine takes more than a second.
configure({ asyncUtilTimeout: 8_000 })
afterEach(cleanup)

const elsewhere: Component = { template: '<p>another page</p>' }

/** A page of study as it stands on this phone's screen. */
export async function open(phone: TestedPhone, path: string) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [...routes, { path: '/:anywhere(.*)*', component: elsewhere }],
  })
  await router.push(path)
  const screen = render(
    {
      template:
        '<RouterView v-slot="{ Component, route }"><component :is="Component" :key="route.path" /></RouterView>',
    },
    {
      global: {
        plugins: [
          router,
          {
            install: (app) => {
              providePhone(app, phone)
            },
          },
        ],
      },
    },
  )
  return { ...screen, router }
}

/** One part of a page by itself, as the home page shows it. */
export function show(phone: TestedPhone, part: Component) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)*', component: elsewhere }],
  })
  return render(part, {
    global: {
      plugins: [
        router,
        {
          install: (app) => {
            providePhone(app, phone)
          },
        },
      ],
    },
  })
}
