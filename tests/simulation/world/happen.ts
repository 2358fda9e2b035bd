import { idOf } from '../town/names.ts'
import { quote } from '../town/quote.ts'
import { deedOf, toWire, wishOf } from './people.ts'
import { branchMakers, firstCalls, firstComers, firstPutDown, firstSignup } from './branch-life.ts'
import { deedsOf, rivalsOf, type Errands } from './rivals.ts'
import { people } from './catalogue.ts'
import { uuidFrom } from './chance.ts'
import { checkAtRest } from '../oracle/oracle.ts'
import type { Step, StepKind } from './plan.ts'
import type { World } from './world.ts'
import { newerServer, olderServer } from '../town/versions.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Acts agreed to are kept for eight days; a backup older than this would lose some by agreement. */
const oldestBackup = 7 * day

type Happening = (world: World, step: Step) => Promise<void>

const happenings: Readonly<Record<StepKind, Happening>> = {
  async act(world, step) {
    const held = world.heldBy(step)
    const { chance, catalogue } = world
    const times = chance.pick([1, 1, 1, 2, 3])
    for (let i = 0; i < times; i++) {
      const who = catalogue.name(held.member)
      const wish = wishOf({ who, chance, ...world.scene })
      const id = await held.device.act(wish.name, wish.args)
      if (id !== null) world.acts += 1
      world.tell(
        () => `${held.device.name} ${who} ${wish.name} ${brief(wish.args)} → ${id ?? 'not kept'}`,
      )
    }
  },
  async sync(world, step) {
    const { device } = world.heldBy(step)
    world.tell(() => `${device.name} syncs`)
    await device.sync()
  },
  async pend(world, step) {
    const { device } = world.heldBy(step)
    world.tell(() => `${device.name}: something pending happens`)
    await device.step()
  },
  async deed(world) {
    const { chance, scene, town } = world
    if (world.house.together === null) {
      const { who, ...deed } = deedOf(chance, scene)
      await isOpenAfter(world, { who, deeds: [deed] })
      return
    }
    // What stands open draws others after it, as long as those stand open too.
    let errands = deedsOf(chance, scene)
    for (let more = 4; (await isOpenAfter(world, errands)) && more > 0; more--)
      errands = rivalsOf(chance, scene, errands)
    // Some of it ends, and a phone asks before the rest does.
    await town.open.moveOn(0.5)
    if (chance.happens(0.5)) await chance.pick(world.held).device.sync()
  },
  hours: (world) => pass(world, (1 + world.chance.int(10)) * hour),
  night: (world) => {
    world.clock.toNextDay()
    world.tell(() => `a night passes; it is ${world.clock.day(0)}`)
    return Promise.resolve()
  },
  days: (world) => pass(world, (2 + world.chance.int(3)) * day),
  quiet: (world) => checkAtRest(world),
  backUp: (world) => backUp(world),
  async restore(world) {
    const { backedUpAt } = world
    if (backedUpAt === null || world.clock.now() - backedUpAt > oldestBackup) return backUp(world)
    await world.diary.read()
    await world.house.restore()
    await world.diary.restored()
    world.town.life += 1
    world.town.changes += 1
    world.faults.count('restored')
    const accounts = await world.house.run<{ member: string; user: string }>(
      'select member_id as member, user_id as "user" from private.accounts',
    )
    for (const { member, user } of accounts) world.catalogue.binds(member, user)
    world.tell(() => 'the database is restored from the backup, its epoch renewed')
  },
  async reissue(world) {
    const member = idOf(world.chance.pick(people))
    await newCard(world, member)
    world.faults.count('cardReissued')
    world.tell(() => `${world.catalogue.name(member)} is given a new card and uses it`)
  },
  async comeIn(world, step) {
    const held = world.heldBy(step)
    const { chance, faults } = world
    const next = chance.happens(0.4) ? held.member : idOf(chance.pick(people))
    if (next !== held.member) faults.count('signedOutUnsent')
    await world.signIn(held, next)
  },
  async newServer(world) {
    world.town.changes += 1
    await world.house.becomeVersion(newerServer)
    world.faults.count('newServer')
    world.tell(() => 'the server is upgraded: a column and a table more')
  },
  async oldServer(world) {
    world.town.changes += 1
    await world.house.becomeVersion(olderServer)
    world.faults.count('newServer')
    world.tell(() => 'the server is an older one, which does not know of paper')
  },
  async purge(world) {
    await world.town.asOwner(`select private.purge_tombstones('12 hours')`)
    world.faults.count('purged')
    world.tell(() => 'old removals are forgotten')
  },
}

/** What somebody does on a phone that is not simulated; whether it is still going on. */
async function isOpenAfter(world: World, { who, deeds }: Errands): Promise<boolean> {
  const { chance, town, faults } = world
  const said = deeds.map(({ name, args }) => ({ id: uuidFrom(chance), name, args: toWire(args) }))
  const verdicts = await town.judge(world.tokenOf(idOf(who)), said)
  for (const [n, { name, args }] of deeds.entries()) {
    const verdict = verdicts?.[n] ?? 'not yet ended'
    const fault = faultOf[name]
    if (verdict === 'ok' && fault !== undefined) faults.count(fault)
    world.tell(() => `${who} elsewhere: ${name} ${brief(args)} → ${verdict}`)
  }
  return verdicts === null
}

const faultOf: Readonly<
  Record<string, 'transferred' | 'appointmentEnded' | 'categoryChanged' | 'retargeted'>
> = {
  transfer_member: 'transferred',
  end_appointment: 'appointmentEnded',
  assign_category: 'categoryChanged',
  assign_material: 'retargeted',
  unassign_material: 'retargeted',
  withdraw_material: 'retargeted',
}

/** No transaction lives through any of these: a gateway has cut it off long before, or the operator does. */
const outlastsAll: ReadonlySet<StepKind> = new Set([
  ...(['hours', 'night', 'days', 'restore', 'newServer', 'oldServer', 'purge'] as const),
])

export async function happen(world: World, step: Step): Promise<void> {
  if (outlastsAll.has(step.kind)) await world.town.open.endAll()
  await happenings[step.kind](world, step)
}

/** Where there is branch life, there is something to sign up for from the beginning, and some have: one is in, two wait. */
async function callFirst(world: World): Promise<void> {
  const { scene, town } = world
  const chance = world.chance.fork('first calls')
  const who = 'Secretary Wang'
  const said = firstCalls.map(({ name, onDay, places }) => {
    const args = {
      ...branchMakers[name]({ ...scene, who, chance }),
      ...{ onDay: scene.day(onDay), ...(places !== undefined && { places, isPublished: true }) },
    }
    return { id: uuidFrom(chance), name, args: toWire(args) }
  })
  await town.judge(world.tokenOf(idOf(who)), said)
  for (const comer of firstComers) {
    const asked = firstSignup({ ...scene, who: comer, chance })
    const act = { id: uuidFrom(chance), name: 'sign_up', args: toWire(asked) }
    await town.judge(world.tokenOf(idOf(comer)), [act])
  }
  const putDown = firstComers.map((comer) => ({
    ...{ id: uuidFrom(chance), name: 'add_to_shift' },
    args: toWire({ ...firstPutDown({ ...scene, who, chance }), memberId: idOf(comer) }),
  }))
  await town.judge(world.tokenOf(idOf(who)), putDown)
}

/** Whoever will want a backup back has one from the beginning. */
export async function prepare(world: World, steps: readonly Step[]): Promise<void> {
  if (world.scene.branchLife) await callFirst(world)
  if (steps.some(({ kind }) => kind === 'restore')) await backUp(world)
}

async function backUp(world: World): Promise<void> {
  await world.house.backUp()
  world.backedUpAt = world.clock.now()
  world.tell(() => 'a backup is made')
}

function pass(world: World, ms: number): Promise<void> {
  world.clock.advance(ms)
  world.tell(() => `${String(Math.round(ms / hour))} hours pass; it is ${world.clock.day(0)}`)
  return Promise.resolve()
}

/** As the secretary and the member do it: a card is written, and opened on a new sign-in. */
async function newCard(world: World, member: string): Promise<void> {
  const user = uuidFrom(world.chance)
  await world.town.asOwner(
    `delete from private.accounts where member_id = ${quote(member)};
     insert into private.accounts (member_id, user_id, login_number)
     values (${quote(member)}, ${quote(user)}, ${quote(String(40_000_000 + world.chance.int(50_000_000)))})`,
  )
  world.catalogue.binds(member, user)
}

const brief = (args: Readonly<Record<string, unknown>>): string =>
  Object.entries(args)
    .map(([name, value]) => `${name}=${JSON.stringify(value).slice(0, 40)}`)
    .join(' ')
