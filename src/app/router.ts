import {
  createRouter,
  createWebHistory,
  type RouteLocationNormalized,
  type RouteRecordRaw,
} from 'vue-router'
import { mayPass, type Gate, type Term } from '@/domain/posts'
import type {} from './page-meta'
import { announceArrivals, returnToPlace } from './shell/arrive'

export interface Doorkeeper {
  signedIn: boolean
  /** Keys that ran out are renewed at the sign-in page by the same person. */
  keysRanOut: () => boolean
  /** Whether this phone's text size was ever chosen. */
  started: () => Promise<boolean>
  posts: () => Promise<readonly Pick<Term, 'role'>[]>
  /** The one page this phone shows while it is locked to it. */
  lockedTo: () => string | undefined
}

/** Where a locked phone is opened again. */
export const openAgainPath = '/open-again'

/** Whether a phone may show that page: any while it is open, else the one it is locked to and the way out. */
export const mayShow = (only: string | undefined, path: string): boolean =>
  only === undefined || [only, openAgainPath].includes(path)

export function makeRouter(routes: readonly RouteRecordRaw[], doorkeeper: Doorkeeper) {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is still called experimental
    scrollBehavior: returnToPlace,
  })
  router.beforeEach((to) => letIn(to, doorkeeper))
  announceArrivals(router)
  return router
}

/** A locked phone stays where it is. Else: first the text size, then who you are, then what you look after. */
async function letIn(
  to: RouteLocationNormalized,
  { signedIn, keysRanOut, started, posts, lockedTo }: Doorkeeper,
) {
  const only = lockedTo()
  if (only !== undefined) return mayShow(only, to.path) || { path: only, replace: true }
  const gate: Gate = to.meta.gate ?? 'member'
  if (to.path !== '/welcome' && !to.meta.isForVillagers && !(await started())) {
    return { path: '/welcome', query: { to: to.path }, hash: to.hash, replace: true }
  }
  if (to.path === '/sign-in' && signedIn && !keysRanOut()) return { path: '/', replace: true }
  if (gate === 'anyone') return true
  if (!signedIn) return { path: '/sign-in', query: { to: to.fullPath }, replace: true }
  if (gate === 'member') return true
  return mayPass(gate, await posts()) ? true : { path: '/not-yours', replace: true }
}
