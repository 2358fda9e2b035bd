import { dayOf } from '../../src/domain/day.ts'
import { seedTown, type DemoPeople, type TownPorts, type TownSize } from '../seed/seed.ts'
import type { Backend } from './backend.ts'

/** Fills an empty database with the demo town, or completes it; a town that is finished is left as it is. */
export function settleDemoTown(backend: Backend, size?: TownSize): Promise<DemoPeople> {
  return seedTown(portsOf(backend), size)
}

function portsOf(backend: Backend): TownPorts {
  return {
    query: (sql, params) => backend.db.query(sql, params),
    exec: (sql) => backend.db.exec(sql),
    createAccount: (email, password) => signUp(backend, email, password),
    putObject: (path, bytes, mime) => backend.storeFile('materials', path, bytes, mime),
    today: dayOf(Date.now()),
  }
}

/** As a phone does it, so that the password is kept the way sign-in expects. */
export async function signUp(backend: Backend, email: string, password: string): Promise<string> {
  const answer = await backend.fetch(
    new Request('http://localhost/auth/v1/signup', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }),
  )
  if (!answer.ok) throw new Error(`signing up ${email} was answered ${answer.status}`)
  const { user } = (await answer.json()) as { user: { id: string } }
  return user.id
}
