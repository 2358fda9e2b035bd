import { startPostgres, type RealPostgres } from '../../db/support/real-postgres.ts'
import type { Database } from './database.ts'
import { openSession } from './session.ts'
import { Together } from './together.ts'

/**
 * What is written need not outlive the process, nothing may be tidied up at a moment that no seed has chosen, and who
 * waits for whom is seen by the simulation, not by the server's clock.
 */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  jit: 'off',
  timezone: 'UTC',
  deadlock_timeout: '10min',
}

/** One server for a process; a house has a database on it to itself. */
let server: Promise<RealPostgres> | undefined
let houses = 0

export async function openOnPostgres(): Promise<Database> {
  const { url } = await (server ??= startPostgres(settings))
  houses += 1
  const name = `house_${String(houses)}`
  const owner = await openSession(url)
  const made = await owner.ask(`create database ${name} template postgres`)
  await owner.close()
  if (!made.ok) throw made.error
  const together = await Together.begin(url.replace(/\/postgres$/, `/${name}`))
  return {
    run: (script) => together.run(script),
    together,
    close: () => together.close(),
  }
}

export async function stopPostgres(): Promise<void> {
  const running = server
  server = undefined
  await (await running)?.stop()
}
