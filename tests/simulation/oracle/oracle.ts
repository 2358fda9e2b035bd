import type { World, Held } from '../world/world.ts'
import { differences } from './rows.ts'
import { ledgersSql } from './ledgers.ts'
import { gone, outOfOrder, undecided, type PhoneNow } from './promises.ts'

/** Whether acts agreed to between a backup and its restore may be lost. Phones say them again, so: no. */
const restoreMayLose = false

/** One promise of the engine, broken; the seed ends here. */
export class Broken extends Error {}

function must(found: readonly string[], who: string): void {
  const [first] = found
  if (first === undefined) return
  const more = found.length > 1 ? ` (and ${String(found.length - 1)} more)` : ''
  throw new Broken(`${who} ${first}${more}`)
}

async function phoneNow({ device, wiped, emptied }: Held): Promise<PhoneNow> {
  return {
    look: await device.look(),
    promised: device.promised(),
    lost: device.lostByOwner(),
    wiped,
    emptied,
  }
}

/** After every step, whatever is going on: nothing kept is gone, and nobody holds what they were never told. */
export async function checkUnderway(world: World, held: Held): Promise<void> {
  if (world.memory.broken !== null) throw new Broken(world.memory.broken)
  await world.diary.read()
  const phone = await phoneNow(held)
  noteCutOff(held, phone)
  const { name } = held.device
  must(gone(phone, world.diary), name)
  must(outOfOrder(phone, world.diary), name)
  must(strangers(world, held, phone), name)
}

/** The town has cut the member off: what could be read here is wiped, notices too. */
function noteCutOff({ member, wiped }: Held, { look, promised }: PhoneNow): void {
  if (look.member === null && look.others.some((one) => one.member === member))
    wiped.set(member, promised.length)
}

function strangers(world: World, { member }: Held, { look }: PhoneNow): string[] {
  if (look.member !== null && look.member !== member) return [`is open for ${look.member}`]
  if (look.member === null) return []
  const told = world.memory.toldTo(look.member)
  const made = new Set(
    look.outbox.flatMap(({ args }) => Object.values(args as Record<string, unknown>).flat()),
  )
  return Object.entries(look.tables).flatMap(([table, rows]) =>
    rows
      .map(([id]) => String(id))
      .filter(
        (id) =>
          !told.has(`${table}/${id}`) &&
          !made.has(id) &&
          !isProgress(id, look.member, made) &&
          !isPutRight(id, made),
      )
      .map((id) => `holds ${table} ${id}, of which nobody told ${String(look.member)}`),
  )
}

/** At rest: a wipe that a dying page left half done has been finished by the next one. */
const leftBehind = ({ look }: PhoneNow): string[] =>
  look.others
    .filter(({ rows }) => rows > 0)
    .map(({ member, rows }) => `still holds ${String(rows)} rows of ${member}`)

/** A progress row that an unsent act began: its id is made of the member and the piece. */
function isProgress(id: string, me: string | null, made: ReadonlySet<unknown>): boolean {
  const [member, material] = id.split(':')
  return material !== undefined && made.has(material) && (member === me || made.has(member))
}

/** What an unsent act puts right of a service: its id is made of the sign-up, until the town makes one. */
const isPutRight = (id: string, made: ReadonlySet<unknown>): boolean => {
  const [, signup] = /^put-right-(.{36})-\d+$/.exec(id) ?? []
  return signup !== undefined && made.has(signup)
}

/** At rest: everybody has caught up, and everything agrees with everything. */
export async function checkAtRest(world: World): Promise<void> {
  world.tell(() => 'all is quiet')
  world.clock.awayFromMidnight()
  await world.town.open.endAll()
  world.town.open.resting = true
  await comeToRest(world)
  await letBackIn(world)
  for (const held of world.held) await checkPhone(world, held)
  const wrong = await world.town.asOwner<{ wrong: string }>(
    `select set_config('sim.life', '${String(world.town.life)}', false); ${ledgersSql}`,
  )
  must(
    wrong.map((row) => row.wrong),
    'the town:',
  )
  world.town.open.resting = false
}

/** What one phone sends, another must still hear of; so all go round until nobody has said anything new. */
async function comeToRest(world: World): Promise<void> {
  for (let round = 0, heard = -1; round < 6; round++) {
    for (const { device } of world.held) await device.calm()
    await world.diary.read()
    if (round > 0 && world.diary.length === heard) return
    heard = world.diary.length
  }
  throw new Broken('the phones never come to rest')
}

/** Whoever was cut off meanwhile comes back with their new sign-in: what was sealed on the phone must still be sent. */
async function letBackIn(world: World): Promise<void> {
  let anyone = false
  for (const held of world.held) {
    const { member } = await held.device.look()
    if (member !== null) continue
    await checkUnderway(world, held)
    must(leftBehind(await phoneNow(held)), held.device.name)
    await world.signIn(held, held.member)
    anyone = true
  }
  if (anyone) await comeToRest(world)
}

async function checkPhone(world: World, held: Held): Promise<void> {
  await checkUnderway(world, held)
  const phone = await phoneNow(held)
  const { name } = held.device
  const { look } = phone
  must(leftBehind(phone), name)
  if (look.member === null) {
    const wasShut = held.token !== world.tokenOf(held.member) || world.counts.has('evicted')
    must(wasShut ? [] : ['is shut, though nobody cut it off'], name)
    return
  }
  must(undecided(phone, world.diary, restoreMayLose), name)
  must(
    look.outbox.length > 0 ? [`still has ${String(look.outbox.length)} acts in its outbox`] : [],
    name,
  )
  must(look.shadow > 0 ? [`still has ${String(look.shadow)} shadows`] : [], name)
  const [row] = await world.town.as<{ tables: string }>(
    world.tokenOf(look.member),
    world.house.everything,
  )
  const truth = JSON.parse(row?.tables ?? '{}') as Record<string, unknown[][] | null>
  must(differences(look.tables, truth, world.house.columns), name)
}
