import postgres from 'postgres'
import { dayOf } from '../../src/domain/day.ts'
import type { TownSize } from './organisation.ts'
import type { TownPorts } from './ports.ts'
import { seedTown, type DemoPeople } from './seed.ts'

interface Door {
  url: string
  key: string
}

/**
 * Fills an empty Supabase project that has its migrations. Besides the database's address this takes SUPABASE_URL
 * and SUPABASE_SERVICE_ROLE_KEY from the environment: accounts and files go through the project's own doors.
 */
export async function seedProject(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
  size: TownSize,
): Promise<DemoPeople> {
  const door = { url: env['SUPABASE_URL'] ?? '', key: env['SUPABASE_SERVICE_ROLE_KEY'] ?? '' }
  if (door.url === '' || door.key === '') {
    throw new Error('With --url, set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY as well.')
  }
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return await seedTown(portsOf(sql, door), size)
  } finally {
    await sql.end()
  }
}

function portsOf(sql: postgres.Sql, door: Door): TownPorts {
  return {
    query: async <Row>(text: string, params: readonly unknown[] = []) =>
      Array.from(await sql.unsafe(text, params as never[])) as unknown as Row[],
    exec: async (text) => {
      await sql.unsafe(text).simple()
    },
    createAccount: (email, password) => createUser(door, email, password),
    putObject: (path, bytes, mime) => upload(door, path, bytes, mime),
    today: dayOf(Date.now()),
  }
}

async function createUser(door: Door, email: string, password: string): Promise<string> {
  // Confirmed at once: nobody reads letters at an address that ends in .invalid.
  const body = JSON.stringify({ email, password, email_confirm: true })
  const answer = await post(door, '/auth/v1/admin/users', body, 'application/json')
  return ((await answer.json()) as { id: string }).id
}

async function upload(door: Door, path: string, bytes: Uint8Array, mime: string): Promise<void> {
  await post(door, `/storage/v1/object/materials/${path}`, new Uint8Array(bytes), mime, {
    'x-upsert': 'true',
  })
}

async function post(
  { url, key }: Door,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const headers = { apikey: key, authorization: `Bearer ${key}`, 'content-type': type, ...more }
  const answer = await fetch(new URL(path, url), { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer
}
