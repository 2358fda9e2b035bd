import { cleanup, render, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { announceArrivals } from '@/app/shell/arrive'
import { mendMissingParts } from '@/app/shell/missing-parts'
import PageFrame from '@/ui/PageFrame.vue'
import { sayings } from '@/ui/say'

afterEach(cleanup)

const page = (title: string, back?: string) => ({
  components: { PageFrame },
  setup: () => ({ title, back }),
  template: '<PageFrame :title="title" :back="back"><p>正文</p></PageFrame>',
})

async function app() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: page('首页'), meta: { title: '首页' } },
      { path: '/me', component: page('我的'), meta: { title: '我的' } },
      { path: '/me/notices', component: page('通知', '/me'), meta: { title: '通知' } },
      { path: '/gone', component: () => Promise.reject(new Error('no such part')) },
    ],
  })
  announceArrivals(router)
  mendMissingParts(router)
  await router.push('/')
  render({ template: '<RouterView />' }, { global: { plugins: [router] } })
  return router
}

describe('arriving at a page', () => {
  it('moves the focus to its heading, so that it is read out, and names it in the title', async () => {
    const router = await app()
    expect(document.activeElement).toBe(document.body)
    await router.push('/me/notices')
    await nextTick()
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: '通知' }))
    expect(document.title).toBe('通知 · 先锋家园')
  })

  it('has one main part and a way back that is a real link', async () => {
    const router = await app()
    await router.push('/me/notices')
    expect(screen.getAllByRole('main')).toHaveLength(1)
    expect(screen.getByRole('link', { name: '返回' }).getAttribute('href')).toBe('/me')
    screen.getByRole('link', { name: '返回' }).click()
    expect(await screen.findByRole('heading', { name: '我的' })).toBeTruthy()
  })

  it('that is not on the phone yet, with no signal, is told in words and leaves one where one was', async () => {
    const router = await app()
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
    await router.push('/gone').catch(() => 'said below')
    Reflect.deleteProperty(navigator, 'onLine')
    expect(sayings.value.map(({ text }) => text).join()).toContain('没有网，这一页还没有存到手机里')
    expect(router.currentRoute.value.path).toBe('/')
  })
})
