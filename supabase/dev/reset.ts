import { rm } from 'node:fs/promises'
import { readSeedArgs, type SeedArgs } from '../seed/seed.ts'
import { seedProject } from '../seed/project.ts'
import { openBackend } from './backend.ts'
import { settleDemoTown } from './demo-town.ts'
import { dataDir, lockData, runTool, Trouble } from './house.ts'

/**
 * A fresh demo town in place of whatever was there: `npm run seed -- --branches 8 --members 240`. With
 * `--url postgres://…` it goes into an empty Supabase project instead, where nothing is removed first.
 */
await runTool(async () => {
  const { size, url } = readArgs()
  if (url !== undefined) {
    console.log(await seedProject(url, process.env, size))
    return
  }
  await lockData(dataDir)
  for (const part of ['database', 'storage']) {
    await rm(`${dataDir}/${part}`, { recursive: true, force: true })
  }
  const backend = await openBackend({ dataDir })
  await settleDemoTown(backend, size)
  await backend.close()
  console.log('A fresh demo town is ready: npm start')
})

function readArgs(): SeedArgs {
  try {
    return readSeedArgs(process.argv.slice(2))
  } catch (error) {
    throw new Trouble((error as Error).message)
  }
}
