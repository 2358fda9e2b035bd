import { describe, expect, it } from 'vitest'
import { makeRouter, type Doorkeeper } from '@/app/router'
import type { Role } from '@/domain/synced'

const page = { template: '<main><h1 tabindex="-1">一页</h1></main>' }
const routes = [
  { path: '/', component: page, meta: { title: '首页' } },
  { path: '/branch', component: page, meta: { title: '支部', gate: 'overseer' as const } },
  { path: '/branch/members/:id/category', component: page, meta: { gate: 'town' as const } },
  ...['/welcome', '/sign-in', '/activate'].map((path) => ({
    path,
    component: page,
    meta: { gate: 'anyone' as const },
  })),
  { path: '/c', component: page, meta: { gate: 'anyone' as const, isForVillagers: true } },
  { path: '/not-yours', component: page },
  { path: '/shifts/1/desk/names', component: page },
  { path: '/open-again', component: page },
]

const someone = (more: Partial<Doorkeeper> = {}, role?: Role): Doorkeeper => ({
  signedIn: true,
  keysRanOut: () => false,
  started: () => Promise.resolve(true),
  posts: () => Promise.resolve(role ? [{ role }] : []),
  lockedTo: () => undefined,
  ...more,
})

async function goes(keeper: Doorkeeper, path: string) {
  const router = makeRouter(routes, keeper)
  await router.push(path)
  return router.currentRoute.value.fullPath
}

describe('the doors of the app', () => {
  it('at the very first start lead to the text size, and the card in the address is kept', async () => {
    const fresh = someone({ signedIn: false, started: () => Promise.resolve(false) })
    expect(await goes(fresh, '/activate#n=1&c=2')).toBe('/welcome?to=/activate#n=1&c=2')
  })

  it('let a villager in at once: nothing is chosen before a card is read', async () => {
    const fresh = someone({ signedIn: false, started: () => Promise.resolve(false) })
    expect(await goes(fresh, '/c#secret')).toBe('/c#secret')
  })

  it('lead a stranger to the sign-in page, and remember where he wanted to go', async () => {
    expect(await goes(someone({ signedIn: false }), '/branch')).toBe('/sign-in?to=/branch')
  })

  it('are open to a secretary, and not to a member', async () => {
    expect(await goes(someone({}, 'branch_secretary'), '/branch')).toBe('/branch')
    expect(await goes(someone(), '/branch')).toBe('/not-yours')
  })

  it('of the town are closed to a secretary', async () => {
    expect(await goes(someone({}, 'branch_secretary'), '/branch/members/1/category')).toBe(
      '/not-yours',
    )
    expect(await goes(someone({}, 'town_staff'), '/branch/members/1/category')).toBe(
      '/branch/members/1/category',
    )
  })

  it('let someone back in whose keys ran out, and send anyone else home', async () => {
    expect(await goes(someone({ keysRanOut: () => true }), '/sign-in')).toBe('/sign-in')
    expect(await goes(someone(), '/sign-in')).toBe('/')
  })

  it('of a phone locked to one list lead there from everywhere, and to where it is opened', async () => {
    const locked = someone({ lockedTo: () => '/shifts/1/desk/names' }, 'town_staff')
    for (const path of [
      '/',
      '/branch',
      '/sign-in',
      '/welcome',
      '/c#secret',
      '/shifts/1/desk/names',
    ])
      expect(await goes(locked, path)).toBe('/shifts/1/desk/names')
    expect(await goes(locked, '/open-again')).toBe('/open-again')
  })

  it('tell the name of the page', async () => {
    await goes(someone({}, 'town_staff'), '/branch')
    expect(document.title).toBe('支部 · 先锋家园')
  })
})
