import { createServer } from 'vite'
import { isApi } from './api.ts'
import { openBackend } from './backend.ts'
import { settleDemoTown } from './demo-town.ts'
import { dataDir, lockData, runTool } from './house.ts'
import { apiListener } from './listener.ts'

/** Vite's own server for the screens, the embedded backend beside it on the same address. */
await runTool(async () => {
  await lockData(dataDir)
  const backend = await openBackend({ dataDir })
  await settleDemoTown(backend)
  const api = apiListener(backend)
  const vite = await createServer({
    plugins: [
      {
        name: 'pioneer-home-backend',
        configureServer(server) {
          server.middlewares.use((request, response, next) => {
            if (isApi(request.url ?? '')) api(request, response)
            else next()
          })
        },
      },
    ],
  })
  await vite.listen()
  vite.printUrls()
  process.once('SIGINT', () => {
    void vite
      .close()
      .then(() => backend.close())
      .then(() => process.exit(0))
  })
})
