import { scriptOf } from '../../db/support/pgtap.ts'
import { openEmbedded, type Where } from './database.ts'
import { idsFromNames } from './names.ts'
import { openOnPostgres } from './postgres.ts'
import { copies, diary, putBack, restore, simulatedTime } from './stage.ts'
import { everythingSql } from './everything.ts'
import { stops } from './stops.ts'
import type { Together } from './together.ts'
import { asMigrated } from './versions.ts'

/** The database of one worker. Seeds follow each other in it; each begins from the same rows. */
export interface House {
  /** Runs a script; answers the rows of its last statement that has any. */
  run<Row>(script: string): Promise<Row[]>
  /** Transactions beside each other; null where there is one session for all. */
  readonly together: Together | null
  /** The question that reads every synced table whole as whoever asks. */
  readonly everything: string
  /** The same columns a page of each table has, by table. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  reset(): Promise<void>
  /** What a question was answered at the very beginning, by question: every seed begins with the same rows. */
  readonly firstAnswers: Map<string, string>
  /** Another version of the server, until the next seed. */
  becomeVersion(script: string): Promise<void>
  backUp(): Promise<void>
  restore(): Promise<void>
  close(): Promise<void>
}

/** After so many seeds the rows that are no longer anybody's are swept out. */
const seedsBetweenSweeps = 150

/** `breakIt` is SQL that breaks one promise of the server, to see whether the simulation notices. */
export async function openHouse(where: Where, breakIt = ''): Promise<House> {
  const db = await (where === 'postgres' ? openOnPostgres() : openEmbedded())
  const run = <Row>(script: string) => db.run<Row>(script)
  await run(simulatedTime)
  await run(await villageScript())
  await run(diary)
  if (db.together !== null) await run(stops)
  await run(breakIt)
  await run(`${copies('template')}; select template.save();`)
  await run(copies('backup'))
  await run('vacuum analyze')
  const [everything] = await run<{ sql: string }>(everythingSql)
  const synced = await run<{ name: string; columns: string[] }>(
    'select name, columns from private.synced_tables',
  )
  let seeds = 0
  let changed = false
  return {
    run,
    together: db.together,
    everything: everything?.sql ?? '',
    firstAnswers: new Map(),
    columns: Object.fromEntries(synced.map(({ name, columns }) => [name, columns])),
    async reset() {
      await run(`${putBack('template')} truncate sim.judged restart identity`)
      if (changed) await run(asMigrated)
      changed = false
      seeds += 1
      if (seeds % seedsBetweenSweeps === 0) await run('vacuum analyze')
    },
    async becomeVersion(script) {
      changed = true
      await run(script)
    },
    async backUp() {
      await run('select backup.save()')
    },
    async restore() {
      await run(restore)
    },
    close: () => db.close(),
  }
}

async function villageScript(): Promise<string> {
  const script = await scriptOf('support/village.psql')
  const lastName = "'Lin''s Help']);"
  if (!script.includes(lastName)) throw new Error('the village is told differently now')
  return `
    create function public.is(anyelement, anyelement, text) returns text language sql as $$ select null $$;
    ${script.replace(/^set search_path.*$/gm, '').replace(lastName, () => lastName + idsFromNames)};
    drop function public.is(anyelement, anyelement, text) cascade;`
}
