import { existsSync, readdirSync, readFileSync } from 'node:fs'
import postgres from 'postgres'
import type { Db } from '../../../../supabase/dev/database.ts'
import { startPostgres } from '../../../db/support/real-postgres.ts'
import { fill } from './fill.ts'
import { floorFunctions } from './floor.ts'
import { makePeerTables } from './peer-tables.ts'
import type { Size } from './size.ts'

const peers = new URL('../../peers/', import.meta.url)

export interface Databases {
  /** A migrated database of this size, filled; made once, copied when asked for under a new name. */
  make(name: string, size: Size): Promise<string>
  copy(from: string, name: string): Promise<string>
  drop(name: string): Promise<void>
  stop(): Promise<void>
}

/** A real PostgreSQL with as many databases as measurements and cases want. */
export async function openDatabases(): Promise<Databases> {
  const server = await startPostgres()
  const owner = server.session()
  const urlOf = (name: string) => server.url.replace(/\/postgres$/, `/${name}`)
  const copy = async (from: string, name: string) => {
    await owner.exec(`create database ${name} template ${from} strategy file_copy`)
    return urlOf(name)
  }
  // A database that is connected to cannot be copied, and the owner has to be connected somewhere.
  await owner.exec('select 1')
  return {
    copy,
    async make(name, size) {
      const url = urlOf(name)
      await owner.exec(`create database ${name} template postgres`)
      const { db, close } = connect(url)
      await fill(db, size)
      await makePeerTables(db)
      await db.exec(floorFunctions)
      for (const sql of wishesOfPeers()) await db.exec(sql)
      await close()
      return url
    },
    drop: (name) => owner.exec(`drop database ${name} with (force)`),
    async stop() {
      await owner.close()
      await server.stop()
    },
  }
}

function wishesOfPeers(): string[] {
  return readdirSync(peers)
    .map((name) => new URL(`${name}/server.sql`, peers))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
}

/** One line of its own, so that a transaction can stay open on it. */
export function connect(url: string): { db: Db; close: () => Promise<void> } {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  return {
    db: {
      exec: async (script) => {
        await sql.unsafe(script).simple()
      },
      query: async <Row>(text: string, params: readonly unknown[] = []) =>
        Array.from(await sql.unsafe(text, params as never[])) as unknown as Row[],
    },
    close: () => sql.end({ timeout: 5 }),
  }
}
