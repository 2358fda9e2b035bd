import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { startBackend, type Running } from '../../../supabase/dev/server.ts'
import { dist } from '../../../supabase/dev/house.ts'
import type { DemoTown } from './demo.ts'

/** A small town on a server of its own: the built app, the API and the files on one origin, on a port that stays. */
export interface Town {
  readonly url: string
  readonly people: DemoTown
  /** As if the power went: nobody answers on the port until `start`. */
  stop(): Promise<void>
  start(): Promise<void>
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>
  /** Asks the embedded server behind the doors, where row-level security stands alone. */
  behind(path: string, init?: RequestInit): Promise<Response>
  /** Puts a file into the store behind everybody's back. */
  storeFile(path: string, bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

export async function openTown(options: { tokenSeconds?: number } = {}): Promise<Town> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pioneer-e2e-'))
  const model = inject('modelTown')
  await cp(model.dataDir, dataDir, { recursive: true })
  let running: Running | undefined = await startBackend({ dataDir, dist, ...options })
  const { port, url } = running
  // A story may change whom it was given.
  const people = structuredClone(model.people)

  async function stop() {
    await running?.close()
    running = undefined
  }
  function backend() {
    if (!running) throw new Error('the town is closed')
    return running.backend
  }
  return {
    url,
    people,
    stop,
    async start() {
      running ??= await startBackend({ dataDir, dist, port, ...options })
    },
    query: (sql, params) => backend().db.query(sql, params),
    behind: (path, init) => backend().fetch(new Request(url + path, init)),
    storeFile: (path, bytes) => backend().storeFile('materials', path, bytes, 'image/png'),
    async close() {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
