import { nextTick } from 'vue'
import {
  START_LOCATION,
  type RouteLocationNormalized,
  type Router,
  type RouterScrollBehavior,
} from 'vue-router'
import { turnPage } from '@/ui/say'

const appName = '先锋家园'
const settleMaxMs = 800

/** What a person who listens or looks needs when a page opens: its name, the focus on its heading, the place they left. */
export function announceArrivals(router: Router) {
  router.afterEach((to, from, failure) => {
    if (failure) return
    document.title = titleOf(to)
    if (from === START_LOCATION || to.path === from.path) return
    turnPage()
    void nextTick(focusHeading)
  })
}

const titleOf = ({ meta }: RouteLocationNormalized) =>
  meta.title ? `${meta.title} · ${appName}` : appName

function focusHeading() {
  const heading = document.querySelector<HTMLElement>('main h1')
  heading?.focus({ preventScroll: true })
}

/** Rows come from the phone's database a moment after the page: wait for them before scrolling back to where one was. */
export const returnToPlace: RouterScrollBehavior = async (to, from, saved) => {
  if (to.path === from.path && to.hash === from.hash) return false
  if (!saved) return { top: 0 }
  const giveUp = performance.now() + settleMaxMs
  while (!tallEnough(saved.top) && performance.now() < giveUp) await nextFrame()
  return saved
}

const tallEnough = (top: number) =>
  document.documentElement.scrollHeight >= top + window.innerHeight

const nextFrame = () =>
  new Promise<void>((resume) => {
    requestAnimationFrame(() => {
      resume()
    })
  })
