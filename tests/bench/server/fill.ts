import { readFile } from 'node:fs/promises'
import { openLine, type Line } from './line.ts'

/** One town of the invented country: 16 branches of 60. */
export const membersPerTown = 960

/** Changes in the country's life so far; each size remembers as many, only in more or fewer rows apiece. */
const pastTransactions = 20_000

export interface Country {
  database: string
  towns: number
  members: number
  rows: number
  gigabytes: number
  fillSeconds: number
}

const script = new URL('country.sql', import.meta.url)

/** Fills a copy of the migrated database with as many towns as hold about this many members. */
export async function fillCountry(url: string, about: number): Promise<Country> {
  const began = Date.now()
  const towns = Math.max(1, Math.round(about / membersPerTown))
  const database = databaseOf(about)
  const house = openLine(url, 'template1')
  await house.exec(`create database ${database} template postgres`)
  await house.close()

  const db = openLine(url, database)
  const [from, to] = await liveThrough(db)
  await db.exec(`
    set bench.towns = '${String(towns)}';
    set bench.from_xid = '${from}';
    set bench.to_xid = '${to}';`)
  await db.exec(await readFile(script, 'utf8'))
  await buildIndexes(url, database)
  await db.exec('vacuum (analyze, freeze)')
  await db.exec('checkpoint')
  const country = await sizeOf(db)
  await db.close()
  const fillSeconds = (Date.now() - began) / 1000
  return { database, towns, members: towns * membersPerTown, ...country, fillSeconds }
}

export const databaseOf = (about: number): string => `country_${String(about)}`

/** Lets the counter of transactions move on, so that rows can carry stamps of a past. */
async function liveThrough(db: Line): Promise<[string, string]> {
  const now = async () =>
    String((await db.query<{ xid: string }>('select pg_current_xact_id()::text as xid'))[0]?.xid)
  const from = await now()
  await db.exec('set synchronous_commit = off')
  await db.exec(`
    do $$ begin
      for i in 1 .. ${String(pastTransactions)} loop
        perform pg_current_xact_id();
        commit;
      end loop;
    end $$`)
  return [from, await now()]
}

/** Largest first and two at a time, so that neither waits long for the other in the end. */
async function buildIndexes(url: string, database: string): Promise<void> {
  const house = openLine(url, database)
  const tables = await house.query<{ name: string }>(`
    select distinct indrelid::regclass::text as name, pg_relation_size(indrelid) as bytes
    from pg_catalog.pg_index where not indisready order by bytes desc`)
  await house.close()
  const build = async () => {
    const db = openLine(url, database)
    await db.exec("set maintenance_work_mem = '1GB'")
    for (let next = tables.shift(); next; next = tables.shift())
      await db.exec(`reindex table ${next.name}`)
    await db.close()
  }
  await Promise.all([build(), build()])
}

async function sizeOf(db: Line): Promise<Pick<Country, 'rows' | 'gigabytes'>> {
  const [size] = await db.query<{ rows: string; bytes: string }>(`
    select sum(reltuples)::bigint as rows, pg_database_size(current_database()) as bytes
    from pg_catalog.pg_class
    where relkind = 'r' and relnamespace in ('public'::regnamespace, 'private'::regnamespace)`)
  return { rows: Number(size?.rows), gigabytes: Number(size?.bytes) / 2 ** 30 }
}
