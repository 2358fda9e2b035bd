import { signOutHere } from '@/db/gate'
import { sessionStore } from '@/db/session-store'
import type { SignInPorts } from '@/remote/sign-in'
import type { Door } from '../entry/door'
import type { Here } from './open-device'
import { fetchHere, town } from './town'

/** The way in and out, with the part that talks to the auth server fetched only when someone stands at it. */
export function makeDoor({ device, clock, member }: Here, hush: () => void): Door {
  const ports: SignInPorts = { town, clock, fetch: fetchHere, store: sessionStore(device) }
  const remote = () => import('@/remote/sign-in')

  return {
    loginNumber: member?.session.loginNumber,
    activate: async (card) => (await remote()).activateCard(ports, card),
    signIn: async (loginNumber, password) =>
      (await remote()).signIn(ports, { loginNumber, password }),
    async leave() {
      hush()
      if (member) {
        const { session, db } = member
        // With no signal there may be nobody to say goodbye to; leaving must not depend on it.
        const saidGoodbye = remote()
          .then(({ endSession }) => endSession(ports, session))
          .catch(() => undefined)
        await signOutHere({ device, db, me: session.memberId })
        await saidGoodbye
      }
      location.replace('/sign-in')
    },
    enter: (path) => {
      location.replace(path)
    },
  }
}
