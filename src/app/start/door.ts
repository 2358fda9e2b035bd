import { signOutHere, wipeLater } from '@/db/gate'
import { sessionStore } from '@/db/session-store'
import type { Answer } from '@/domain/fault'
import type { Session } from '@/domain/session'
import type { SignInPorts } from '@/remote/sign-in'
import type { Door } from '../entry/door'
import type { Here } from './open-device'
import { fetchHere, town } from './town'

/** The way in and out, with the part that talks to the auth server fetched only when someone stands at it. */
export function makeDoor({ device, clock, member }: Here, hush: () => void): Door {
  const ports: SignInPorts = { town, clock, fetch: fetchHere, store: sessionStore(device) }
  const remote = () => import('@/remote/sign-in')

  /** Whoever came in with a card instead of the one before: the one before leaves no trace. */
  async function changeOver(answer: Answer<Session>) {
    if (answer.ok && member && answer.value.memberId !== member.session.memberId) {
      await wipeLater(device, member.session.memberId)
    }
    return answer
  }

  return {
    loginNumber: member?.session.loginNumber,
    activate: async (card) => changeOver(await (await remote()).activateCard(ports, card)),
    signIn: async (loginNumber, password) =>
      changeOver(await (await remote()).signIn(ports, { loginNumber, password })),
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
