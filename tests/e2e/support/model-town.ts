import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureBuilt } from '../../../supabase/dev/house.ts'
import { startBackend } from '../../../supabase/dev/server.ts'
import { seedDemo, type DemoTown } from './demo.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo town lies as it was just founded, and who lives in it. */
    modelTown: { dataDir: string; people: DemoTown }
  }
}

/** Founds the demo town once; every story begins with a copy of it. The app is built as it would be shipped. */
export default async function modelTown(project: TestProject) {
  await ensureBuilt()
  const dataDir = await mkdtemp(join(tmpdir(), 'pioneer-model-'))
  const running = await startBackend({ dataDir })
  const people = await seedDemo(running.backend)
  await running.close()
  project.provide('modelTown', { dataDir, people })
  return () => rm(dataDir, { recursive: true, force: true })
}
