import postgres from 'postgres'
import { dayOf } from '../../src/domain/day.ts'
import type { TownSize } from './organisation.ts'
import type { TownPorts } from './ports.ts'
import { createUser, upload, type Door } from './project-doors.ts'
import { seedTown, type DemoPeople } from './seed.ts'

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
