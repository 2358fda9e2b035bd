import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { App, InMemoryEmailDriver, setExperimental } from '@supabase/lite'
import { openEmbedded, openPostgres, type Database, type Db } from './database.ts'
import { filesOnDisk } from './files-on-disk.ts'
import { migrate } from './migrate.ts'

setExperimental('storage', true)

export interface BackendOptions {
  /** Where the database, the files and the secret are kept; without it nothing outlives this process. */
  dataDir?: string
  /** A real Postgres to use instead of the embedded one. */
  postgresUrl?: string
  /** How long a signed-in session's token is good for. */
  tokenSeconds?: number
}

/** Supabase's three doors, /auth/v1, /rest/v1 and /storage/v1, on a migrated database in this process. */
export interface Backend {
  db: Db
  fetch(request: Request): Promise<Response>
  storeFile(bucket: string, path: string, bytes: Uint8Array, mime: string): Promise<void>
  close(): Promise<void>
}

export async function openBackend(options: BackendOptions = {}): Promise<Backend> {
  const lasting = options.dataDir
  const folder = lasting ?? (await mkdtemp(join(tmpdir(), 'pioneer-home-')))
  await mkdir(folder, { recursive: true })
  const database = await openDatabase(options)
  const files = filesOnDisk(join(folder, 'storage'))
  const app = makeApp(database, files, await secretIn(folder), options.tokenSeconds ?? 3600)

  await app.ensureSystemSchema()
  await migrate(database.db)
  // The first request settles roles and grants; parallel first requests would race to do it.
  await app.fetch(new Request('http://localhost/rest/v1/orgs?limit=0'))

  return {
    db: database.db,
    fetch: (request) => app.fetch(request, { peerAddress: null }),
    async storeFile(bucket, path, bytes, mime) {
      await files.uploadObject(bucket, path, undefined, bytes, mime, 'no-cache')
      await describeFile(database.db, bucket, path, mime, bytes.length)
    },
    async close() {
      await database.close()
      if (lasting === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openDatabase({ dataDir, postgresUrl }: BackendOptions): Promise<Database> {
  if (postgresUrl !== undefined) return openPostgres(postgresUrl)
  return openEmbedded(dataDir === undefined ? null : join(dataDir, 'database'))
}

function makeApp(
  { connection }: Database,
  files: ReturnType<typeof filesOnDisk>,
  secret: string,
  tokenSeconds: number,
) {
  const app = new App({
    connection,
    api: { enabled: true, schemas: ['public'], max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: secret,
      jwt_expiry: tokenSeconds,
      enable_signup: true,
      minimum_password_length: 6,
      email: { enable_signup: true, enable_confirmations: false },
    },
    storage: { enabled: true, file_size_limit: '50MiB' },
    options: {
      server: { admin: false, apiKeys: false, disableStudio: true },
      // Nobody has an address to write to; the library would print its letters on the screen.
      drivers: { email: new InMemoryEmailDriver({ maxKeepCount: 1 }) },
    },
  })
  app._storageAdapter = files
  return app
}

/** Signs the tokens of this server; made once, kept beside the data, never in the repository. */
async function secretIn(folder: string): Promise<string> {
  const path = join(folder, 'secret')
  try {
    return await readFile(path, 'utf8')
  } catch {
    const secret = randomBytes(32).toString('hex') // None yet: this is the first start.
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, secret, { mode: 0o600 })
    return secret
  }
}

function describeFile(db: Db, bucket: string, path: string, mime: string, size: number) {
  return db.query(
    `insert into storage.objects (id, bucket_id, name, metadata)
     values (gen_random_uuid(), $1, $2, $3::jsonb)
     on conflict (bucket_id, name) do update set metadata = excluded.metadata`,
    [bucket, path, JSON.stringify({ size, mimetype: mime, contentLength: size })],
  )
}
