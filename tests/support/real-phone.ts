import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { deviceDb } from '@/db/device-db'
import { mutate } from '@/db/mutate'
import { phoneDb } from '@/db/phone-db'
import { sessionStore } from '@/db/session-store'
import { townClock } from '@/domain/clock'
import { newId } from '@/domain/id'
import type { CommandArgs } from '@/domain/server-types'
import type { CommandName } from '@/domain/synced'
import { createAccess } from '@/remote/access'
import { createAsk } from '@/remote/asks'
import { signIn } from '@/remote/sign-in'
import { createStorage } from '@/remote/storage'
import { createTransport } from '@/remote/transport'
import type { SyncPorts } from '@/sync/ports'
import { run } from '@/sync/run'
import { syncOnce } from '@/sync/sync-once'
import type { Backend } from '../../supabase/dev/backend.ts'

export interface SignIn {
  loginNumber: string
  password: string
}

const store = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
const fetchHere = (url: string, init: RequestInit) => fetch(url, init)

/** A whole phone with everything but a screen, signed in at a town that is really running. */
export async function realPhone(url: string, { loginNumber, password }: SignIn) {
  const town = { url, key: 'public' }
  const clock = townClock(Date.now, 0)
  const sessions = sessionStore(deviceDb(store()))
  const signedIn = await signIn(
    { town, clock, fetch: fetchHere, store: sessions },
    { loginNumber, password },
  )
  if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.fault))

  const me = signedIn.value.memberId
  const db = phoneDb(me, store())
  const access = createAccess({
    me,
    town,
    clock,
    fetch: fetchHere,
    store: sessions,
    lock: (work) => work(),
  })
  const calls = { town, fetch: fetchHere, access }
  const ports: SyncPorts = {
    ...{ db, me, device: newId(), clock, mutations: new Map() },
    transport: createTransport(calls),
  }
  return {
    ...{ db, me, sessions, ask: createAsk(calls), storage: createStorage(calls) },
    catchUp: () => run((most) => syncOnce(ports, most)),
    /** Notes an act down without drawing it: what the screen shows is another story. */
    act<Name extends CommandName>(name: Name, args: CommandArgs[Name]) {
      const mutation = { name, touches: [], apply: () => undefined }
      return mutate({ db, me, clock: () => clock.now() }, mutation, args)
    },
    /** The ids this member may read of a table, asked past the phone and behind the town's doors. */
    async mayRead(table: string, { fetch: behind }: Pick<Backend, 'fetch'>): Promise<string[]> {
      const token = await access.token()
      const authorization = `Bearer ${token.ok ? token.value : ''}`
      const answer = await behind(
        new Request(`${url}/rest/v1/${table}?select=id`, { headers: { authorization } }),
      )
      const rows = (await answer.json()) as { id: string }[]
      return rows.map(({ id }) => id).sort()
    },
  }
}

export type RealPhone = Awaited<ReturnType<typeof realPhone>>
