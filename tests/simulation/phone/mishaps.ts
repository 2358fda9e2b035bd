import type { Core } from './core'
import { dbNameOf, knewLess, membersOn, unsentIn } from './disk'
import { writeOldAct } from './older'
import type { People } from './people'

const hourMs = 60 * 60_000

/** What may happen to a phone at any time, whatever is being done on it. */
export async function befall(core: Core, people: People): Promise<void> {
  const { tabs, jobs, weather, chance, tell } = core
  for (const page of tabs.living) if (!jobs.busy(page)) weather.arm(page)
  if (weather.strikes('clockSkew')) {
    core.skewMs = (chance.int(41) - 20) * hourMs
    tell(() => `the clock is wrong by ${String(core.skewMs / hourMs)} h`)
  }
  if (weather.strikes('evicted')) await evict(core, people)
  if (weather.rolls('appUpgraded')) await upgrade(core)
}

/** The browser throws away what the app has stored, while no page is open. */
async function evict({ tabs, jobs, disk, chance, promises, tell }: Core, people: People) {
  tabs.buryAll()
  await jobs.settle()
  const members = membersOn(disk)
  const everything = chance.happens(0.5)
  const gone = everything ? [...disk._databases.keys()] : members.map(dbNameOf)
  for (const member of members) promises.giveUp(unsentIn(disk, member))
  for (const name of gone) disk._databases.delete(name)
  tell(() => `the browser throws away ${everything ? 'everything' : "the members' stores"}`)
  if (everything && people.here) await people.enter(people.here)
}

/** An older app has left an act in the outbox; then the page opens with today's. */
async function upgrade(core: Core): Promise<void> {
  const { tabs, weather, promises, chance } = core
  updateApp(core)
  const page = await tabs.front()
  const { member } = page
  if (!member) return
  weather.notice('appUpgraded')
  const me = member.session.memberId
  const before = promises.before(me)
  const now = page.clock.now()
  await core.do(page, 'the older app notes an act', () => writeOldAct(member.db, chance, now))
  const id = promises.after(me, before)
  if (id !== null) promises.unshown(id)
  tabs.buryAll()
}

/** The app is as new as the town again, and finds what an older one has passed over. */
export function updateApp({ weather, tabs, disk }: Core): void {
  if (!weather.grown) return
  weather.grown = false
  tabs.buryAll()
  for (const member of membersOn(disk)) knewLess(disk, member)
}
