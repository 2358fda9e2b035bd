import { mutations } from '@/app/mutations'
import { deviceDb, type DeviceDb } from '@/db/device-db'
import { phoneLock } from '@/db/lock'
import { mutate } from '@/db/mutate'
import { openStore } from '@/db/open-store'
import { phoneDb, type PhoneDb } from '@/db/phone-db'
import { sessionStore } from '@/db/session-store'
import { deviceId } from '@/db/settings'
import { townClock, type Clock } from '@/domain/clock'
import { asId, type MemberId } from '@/domain/id'
import { syncedTables } from '@/domain/server-types'
import { phoneTable, syncedNames } from '@/domain/synced'
import { recordReading } from '@/features/study/mutations'
import { saveMaterial } from '@/features/teaching/mutations'
import { createAccess } from '@/remote/access'
import { createTransport } from '@/remote/transport'
import { byName, type SyncPorts } from '@/sync/ports'
import { run } from '@/sync/run'
import { createTrip } from '@/sync/sync-once'
import type { TripEnd } from '@/sync/trip-end'
import { readState } from '@/sync/sync-state'
import type { Config, Engine } from '../../peers/engine.ts'

type Trip = (mostCommands: number) => Promise<TripEnd>

/** What the first screen needs. */
interface Opened {
  db: PhoneDb
  me: MemberId
  clock: Clock
  /** What talking needs besides; as in the app, fetched when somebody first wants to talk. */
  line: () => Promise<Line>
}

interface Line {
  device: DeviceDb
  ports: SyncPorts
}

let opened: Opened | undefined

/** The app's own parts, joined as src/app/start joins them; only screens, timers and the lock between tabs are missing. */
export const engine: Engine = {
  async open(config) {
    opened = await open(config)
  },
  async firstSync(onFirstScreen) {
    const { db, line } = here()
    const { ports } = await line()
    const trip = createTrip(ports)
    let told = false
    await caughtUp(async (most) => {
      const end = await trip(most)
      if (!told && (await firstScreenIsHere(db))) {
        told = true
        onFirstScreen()
      }
      return end
    })
  },
  sync: () => talk(),
  async actOffline(acts) {
    const { db, me, clock } = here()
    for (const { materialId, permille } of acts)
      await mutate({ db, me, clock: () => clock.now() }, recordReading, {
        ...{ materialId: asId(materialId), reachedPermille: permille, heardSeconds: 0 },
      })
  },
  async editOffline(bodyId, questions) {
    const { db, me, clock } = here()
    const [material, text] = await Promise.all([
      db.materials.get(bodyId),
      db.materialBodies.get(bodyId),
    ])
    if (!material || !text) throw new Error('there is no such piece here')
    const { id, orgId, topic, title, summary, minutes } = material
    await mutate({ db, me, clock: () => clock.now() }, saveMaterial, {
      ...{ materialId: id, orgId, topic, title, summary, minutes, body: text.body },
      questions: questions.map((ask) => ({ ask, options: ['对', '不对'], answer: 0, because: '' })),
    })
  },
  send: () => talk(),
  async firstScreen() {
    const { db, me } = here()
    const [materials, assignments, progress, card, orgs, categories] = await Promise.all([
      db.materials.where('status').equals('published').toArray(),
      db.studyAssignments.toArray(),
      db.studyProgress.where('memberId').equals(me).toArray(),
      db.directoryCards.get(me),
      db.orgs.toArray(),
      db.categoryAssignments.where('memberId').equals(me).toArray(),
    ])
    return {
      ...{ materials, study_assignments: assignments, study_progress: progress, orgs },
      ...{ directory_cards: card ? [card] : [], category_assignments: categories },
    }
  },
  async rows() {
    const { db } = here()
    const counts = syncedNames.map(
      async (name) => [syncedTables[name].server, await db.table(name).count()] as const,
    )
    return Object.fromEntries(await Promise.all(counts))
  },
  async row(table, id) {
    const name = phoneTable(table)
    const kept: unknown = name && (await here().db.table<unknown, string>(name).get(id))
    return kept === undefined ? undefined : snakeCased(kept as Record<string, unknown>)
  },
  async close() {
    const { db, line } = here()
    const { device } = await line()
    db.close()
    device.close()
  },
}

function here(): Opened {
  if (!opened) throw new Error('open first')
  return opened
}

async function open(config: Config): Promise<Opened> {
  const me = asId<'members'>(config.me)
  const db = phoneDb(me)
  await openWhole(db)
  const clock = townClock(Date.now, 0)
  let line: Promise<Line> | undefined
  return { db, me, clock, line: () => (line ??= openLine(config, { db, me, clock })) }
}

async function openLine(
  { api, key, token }: Config,
  { db, me, clock }: Pick<Opened, 'db' | 'me' | 'clock'>,
): Promise<Line> {
  const device = deviceDb()
  await openWhole(device)
  const store = sessionStore(device)
  if (!(await store.read()))
    await store.write({
      ...{ memberId: me, userId: '', name: '', loginNumber: '', accessToken: token },
      ...{ refreshToken: 'none', expiresAt: Date.now() + 86_400_000 },
    })
  const town = { url: api, key }
  const fetchHere = (url: string, init: RequestInit) => fetch(url, init)
  const lock = phoneLock(device, 'keys')
  const access = createAccess({ me, town, clock, store, fetch: fetchHere, lock })
  const ports: SyncPorts = {
    ...{ db, me, clock, device: await deviceId(device), mutations: byName(mutations) },
    transport: createTransport({ town, fetch: fetchHere, access }),
  }
  return { device, ports }
}

async function openWhole(store: DeviceDb | PhoneDb): Promise<void> {
  const answer = await openStore(store)
  if (!answer.ok) throw new Error(answer.trouble.kind)
}

async function talk(): Promise<void> {
  const { ports } = await here().line()
  await caughtUp(createTrip(ports))
}

async function caughtUp(trip: Trip): Promise<void> {
  const end = await run(trip)
  if (end.kind !== 'caught-up') throw new Error(JSON.stringify(end))
}

/** What is about the member comes with the first page; these tables have to be complete. */
const firstTables = ['orgs', 'directory_cards', 'study_assignments', 'materials']

async function firstScreenIsHere(db: PhoneDb): Promise<boolean> {
  const { copied } = await readState(db)
  return copied === null || firstTables.every((name) => copied.includes(name))
}

const snakeCased = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
