import { rm } from 'node:fs/promises'
import { openBackend } from './backend.ts'
import { settleDemoTown } from './demo-town.ts'
import { dataDir, lockData, runTool } from './house.ts'

/** A fresh demo town in place of whatever was there: `npm run seed -- --branches 8 --members 240`. */
await runTool(async () => {
  await lockData(dataDir)
  for (const part of ['database', 'storage']) {
    await rm(`${dataDir}/${part}`, { recursive: true, force: true })
  }
  const backend = await openBackend({ dataDir })
  await settleDemoTown(backend, process.argv.slice(2))
  await backend.close()
  console.log('A fresh demo town is ready: npm start')
})
