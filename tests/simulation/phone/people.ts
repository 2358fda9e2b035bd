import { asId } from '@/domain/id'
import type { Session } from '@/domain/session'
import type { Core } from './core'
import { sessionIn, unsentIn } from './disk'
import type { KeyDesk } from './keys'
import { patienceMs, type Page } from './page'

/** Someone who may sign in, and how the town knows them. */
export interface Person {
  id: string
  token: string
}

/** How people come and go on one handset. */
export class People {
  readonly #core: Core
  /** Who is meant to be signed in. */
  here: Person | undefined

  constructor(core: Core) {
    this.#core = core
    core.onCutOff = (page) => this.#cutOff(page)
  }

  async signIn(person: Person): Promise<void> {
    const { disk, chance, promises } = this.#core
    const before = sessionIn(disk)?.memberId
    const other = before !== undefined && before !== person.id
    if (other && chance.happens(0.6)) await this.signOut()
    else if (other) promises.giveUp(unsentIn(disk, before))
    this.here = person
    if (before === person.id) await this.renew(person)
    await this.enter(person)
  }

  /** The sign-in page, until it has worked; over another member's session it is a change of hands. */
  async enter(person: Person): Promise<void> {
    while (sessionIn(this.#core.disk)?.memberId !== person.id) await this.renew(person)
    await this.#core.tabs.front()
  }

  /** Once through the sign-in page, which a kill may cut short. */
  async renew(person: Person): Promise<void> {
    const { tabs, desk, phone } = this.#core
    const page = await tabs.front()
    const session = sessionOf(person, desk)
    const { sessionStore } = phone.engine
    await this.#core.do(page, 'signs in', () => sessionStore(page.device).write(session))
    tabs.bury(page)
  }

  async signOut(): Promise<void> {
    const { disk, tabs, phone, promises } = this.#core
    const me = sessionIn(disk)?.memberId
    if (me === undefined) return
    promises.giveUp(unsentIn(disk, me))
    while (sessionIn(disk)?.memberId === me) {
      const page = await tabs.front()
      const { device, options, member } = page
      if (!member) break
      const gate = { device, options, db: member.db, me, withinMs: patienceMs }
      await this.#core.do(page, 'signs out', () => phone.engine.signOutHere(gate))
      this.#leave(page)
    }
    this.here = undefined
  }

  /** As src/app/start/start.ts: what can be read goes, what was not sent stays sealed. */
  async #cutOff(page: Page): Promise<void> {
    const { device, options, member } = page
    if (!member) return
    const me = member.session.memberId
    const gate = { device, options, db: member.db, me, withinMs: patienceMs }
    await this.#core.do(page, 'is cut off', () => this.#core.phone.engine.cutOffHere(gate))
    this.#leave(page)
  }

  /** This tab goes to the sign-in page; the others hear of it, unless they sleep. */
  #leave(page: Page): void {
    const { tabs, chance } = this.#core
    tabs.bury(page)
    for (const other of tabs.living) if (chance.happens(0.7)) tabs.bury(other)
  }
}

/** What the sign-in page writes down once the town has let this person in. */
function sessionOf(person: Person, desk: KeyDesk): Session {
  const { access, refresh, endsAt } = desk.issue(person)
  const { id } = person
  return {
    ...{ memberId: asId(id), userId: id, name: '', loginNumber: '' },
    ...{ accessToken: access, refreshToken: refresh, expiresAt: endsAt },
  }
}
