import type { RouteRecordRaw } from 'vue-router'
import { dayOf } from '@/domain/day'
import { addMonths, monthOf, monthPath } from '@/domain/month'
import type { Gate } from '@/domain/posts'
import { shellRoutes } from '@/app/routes'
import { demoQuarter } from '../../../supabase/seed/comparison.ts'
import type { DemoTown } from './demo.ts'

export type Who = 'visitor' | 'elder' | 'helper' | 'secretary' | 'clerk' | 'keeper'

export interface PageToSee {
  name: string
  who: Who
  path: (people: DemoTown) => string
}

// Every route of every feature, so that a page nobody thought of here is looked at all the same.
const features = import.meta.glob<{ routes: RouteRecordRaw[] }>(
  '../../../src/features/*/routes.ts',
  {
    eager: true,
  },
)
const routes = [...shellRoutes, ...Object.values(features).flatMap((feature) => feature.routes)]

const whoPasses: Record<Gate, Who> = {
  anyone: 'visitor',
  member: 'elder',
  overseer: 'secretary',
  runs: 'secretary',
  secretary: 'secretary',
  town: 'clerk',
  shopkeeper: 'keeper',
}

/** The person to look at a page with: whoever has something to see there. */
function whoOpens({ path, meta }: RouteRecordRaw): Who {
  if (path === '/helper/mine') return 'elder'
  if (path.startsWith('/branch/months') || path === '/branch/boards' || path.endsWith('/totals'))
    return 'clerk'
  // Whoever has a place on a shift, and whoever looks after one; the gate knows neither.
  if (/^\/shifts\/:shiftId(\/(leave|cover|code|why))?$/.test(path)) return 'helper'
  if (path.startsWith('/shifts/:shiftId/')) return 'secretary'
  if (path === '/shifts/hours/print') return 'helper'
  if (/^\/(me\/(posts|contact)|requests|posts)/.test(path)) return 'helper'
  if (path.startsWith('/visits')) return 'helper'
  return path.startsWith('/helper') ? 'helper' : whoPasses[meta?.gate ?? 'member']
}

const closedMonth = () => monthPath(addMonths(monthOf(dayOf(Date.now())), -2))

function fill(path: string, people: DemoTown): string {
  return (
    path
      // What is over is printed and put right; what is to come is called, changed and listed.
      .replace(/:meetingId(?=\/(print|members))/, people.meetings.heldId)
      .replace(':meetingId', people.meetings.comingId)
      .replace(/:shiftId(?=\/(desk|print))/, people.shifts.overId)
      .replace(':shiftId', people.shifts.comingId)
      .replace(':signupId', people.shifts.overSignupId)
      .replace(/^\/c$/, `/c#${people.duty.cardSecret}`)
      .replace(/^\/r$/, `/r#${people.duty.follow}`)
      // A quarter that is over and not put up, so that there is somebody to lift.
      .replace(
        /^\/branch\/comparison\/:memberId$/,
        `/branch/comparison/${people.elder.memberId}?quarter=${monthPath(addMonths(demoQuarter(dayOf(Date.now())), -3))}`,
      )
      .replace(/^(\/branch\/contact\/):memberId/, `$1${people.helper.memberId}`)
      .replace(':postId', people.duty.postId)
      .replace(':termId', people.duty.termId)
      .replace(':requestId', people.duty.requestId)
      .replace(':itemId', people.shop.itemId)
      .replace(/^(\/shop\/orders\/):orderId/, `$1${people.shop.voucherOrderId}`)
      .replace(':paymentId', people.dues.paymentId)
      .replace(':visitId', people.visit.visitId)
      .replace(':orderId', people.shop.openOrderId)
      .replace(':elderId', people.helpedElder.memberId)
      .replace(':topic', 'health')
      .replace(':memberId', people.elder.memberId)
      .replace(':code', 'late')
      .replace(':branchId', people.secretary.branchId)
      .replace(/:month\([^/]*\)/, monthPath(monthOf(dayOf(Date.now()))))
      // A month of the demo that is closed, so that there is a board to look at.
      .replace(/^\/branch\/board$/, `/branch/board?month=${closedMonth()}`)
      .replace(/^(\/branch\/members\/):id/, `$1${people.elder.memberId}`)
      .replace(/^(\/branch\/study\/):id/, `$1${people.branchLesson.id}`)
      .replace(':id', people.heardLesson.id)
      .replace(':anywhere(.*)*', 'nowhere')
  )
}

export const pagesToSee: readonly PageToSee[] = routes
  .filter((route) => route.redirect === undefined)
  .map((route) => ({
    name:
      route.path === '/'
        ? 'home'
        : route.path
            .slice(1)
            .replace(/[^a-z-]+/g, '-')
            .replace(/-$/, ''),
    who: whoOpens(route),
    path: (people) => fill(route.path, people),
  }))
