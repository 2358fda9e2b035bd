import { createApp, watch, type App } from 'vue'
import type { DeviceDb } from '@/db/device-db'
import { cutOffHere, watchGate } from '@/db/gate'
import { sessionStore } from '@/db/session-store'
import { reportTrouble } from '@/db/trouble'
import { provideDevice } from '@/db/use-device'
import { provideKiosk, watchKiosk, type KioskNow } from '@/db/use-kiosk'
import { providePhone } from '@/db/use-phone'
import { dayOf } from '@/domain/day'
import { postsOf } from '@/domain/posts'
import { applyTextSize, readTextSize } from '@/features/my-phone'
import Shell from '../App.vue'
import { provideDoor } from '../entry/door'
import { featureRoutes } from '../features'
import { makeRouter, type Doorkeeper } from '../router'
import { shellRoutes } from '../routes'
import { mendMissingParts } from '../shell/missing-parts'
import { keepSayings } from '../shell/keep-sayings'
import { watchUpdates, type Updates } from '../shell/updates'
import { provideCounter } from '../villagers/counter'
import { atRest } from './at-rest'
import { lateCounter } from './counter'
import { makeDoor } from './door'
import { openDevice, type Here } from './open-device'
import { openPhone, type OpenedPhone } from './open-phone'
import { signal } from './signal'

/** From nothing to the first screen, on what this phone holds; the network is not asked. */
export async function start() {
  const here = await openDevice()
  // The router keeps there where on which page one was; whoever comes next need not know.
  if (!here.member) sessionStorage.clear()
  if (here.textSize) applyTextSize(here.textSize)
  const updates = watchUpdates()
  const stands = signal()
  const opened = openMember(here, updates, stands.given)
  const kiosk = watchKiosk(here)
  const app = createApp(Shell, { signedIn: opened !== undefined, updates, kiosk })
  provideDevice(app, here.device)
  provideKiosk(app, kiosk)
  provideDoor(
    app,
    makeDoor(here, () => opened?.hush()),
  )
  if (opened) {
    providePhone(app, opened.phone)
    keepSayings(opened.phone)
  }
  provideCounter(app, lateCounter())
  const router = await showRoutes(app, doorkeeper(here, opened, kiosk))
  // Locked in another tab: this one goes there too, with nothing of its page left.
  watch(
    () => kiosk.value?.path,
    (path) => {
      if (path !== undefined && router.currentRoute.value.path !== path) location.replace(path)
    },
  )
  if (!here.member) watchForMember(here.device)
  await atRest()
  stands.give()
  // A villager came for one card: the whole app is not put on their phone for that.
  if (!router.currentRoute.value.meta.isForVillagers) updates.watch()
}

/** A tab from before somebody signed in knows neither them nor their lock: looked at again, it begins anew. */
function watchForMember(device: DeviceDb) {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    sessionStore(device)
      .read()
      .then((session) => {
        if (session) location.reload()
      }, reportTrouble)
  })
}

function openMember(here: Here, updates: Updates, stands: Promise<void>): OpenedPhone | undefined {
  const { device, member } = here
  if (!member) return undefined
  const { session, db } = member
  const unwatch = watchGate(device, session.memberId, () => {
    location.replace('/sign-in')
  })
  const onCutOff = () => {
    unwatch()
    const leave = () => {
      location.replace('/cut-off')
    }
    cutOffHere({ device, db, me: session.memberId }).then(leave, reportTrouble)
  }
  const opened = openPhone(here, member, { stands, onCutOff, onTooOld: updates.insist })
  return {
    phone: opened.phone,
    hush: () => {
      // This tab closes its own gate; only the others need to hear of it.
      unwatch()
      opened.hush()
    },
  }
}

function doorkeeper(here: Here, opened: OpenedPhone | undefined, kiosk: KioskNow): Doorkeeper {
  const { device, clock, member } = here
  let started = here.textSize !== undefined
  return {
    signedIn: member !== undefined,
    lockedTo: () => kiosk.value?.path,
    keysRanOut: () => opened?.phone.sync.status.value.kind === 'stuck',
    started: async () => (started ||= (await readTextSize(device)) !== undefined),
    async posts() {
      if (!member) return []
      const { db, session } = member
      const terms = await db.appointments.where({ memberId: session.memberId }).toArray()
      return postsOf(terms, session.memberId, dayOf(clock.now()))
    },
  }
}

async function showRoutes(app: App, keeper: Doorkeeper) {
  const router = makeRouter([...featureRoutes, ...shellRoutes], keeper)
  app.use(router)
  mendMissingParts(router)
  // A page that could not be fetched has been spoken of; the frame with help and tabs stands in any case.
  await Promise.allSettled([router.isReady()])
  app.mount('#app')
  return router
}
