import { signOutHere } from '@/db/gate'
import { sessionStore } from '@/db/session-store'
import { no, type Answer } from '@/domain/fault'
import type { SignInPorts } from '@/remote/sign-in'
import type { Door } from '../entry/door'
import type { Here } from './open-device'
import { fetchHere, town } from './town'

/** The way in and out, with the part that talks to the auth server fetched only when someone stands at it. */
export function makeDoor({ device, clock, member }: Here, hush: () => void): Door {
  const ports: SignInPorts = { town, clock, fetch: fetchHere, store: sessionStore(device) }
  const remote = () => import('@/remote/sign-in')

  /** Somebody may have signed in in another tab since this one began; their phone is not to be taken from under them. */
  async function unlessTaken<T>(come: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const there = await ports.store.read()
    if (there && there.memberId !== member?.session.memberId) {
      location.replace('/')
      return no({ kind: 'busy', retryAfterMs: 0 })
    }
    return come()
  }

  return {
    loginNumber: member?.session.loginNumber,
    activate: (card) => unlessTaken(async () => (await remote()).activateCard(ports, card)),
    signIn: (loginNumber, password) =>
      unlessTaken(async () => (await remote()).signIn(ports, { loginNumber, password })),
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
