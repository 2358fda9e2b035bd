import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dist, ensureBuilt, root } from '../../../supabase/dev/house.ts'
import { openBackend, type Backend } from '../../../supabase/dev/backend.ts'
import { serve } from '../../../supabase/dev/server.ts'
import { seedDemo, type Person } from '../../e2e/support/demo.ts'
import { signIn, untilSettled, untilWorkerServes } from '../../e2e/support/hand-held.ts'
import { switchOn } from './phone.ts'

/** One page to be started cold: where it was, the profile that keeps it, and what counts as its content. */
export interface Subject {
  name: string
  url: string
  profile: string
  task: string
}

const viteBin = join(root, 'node_modules/vite/bin/vite.js')
const floorConfig = fileURLToPath(new URL('floor/vite.config.ts', import.meta.url))

/** Installs the floor and the app (and a build in another folder, to compare) while there is a server; then it goes. */
export async function installAll(folder: string, beside?: string): Promise<Subject[]> {
  await ensureBuilt()
  const floor = join(folder, 'floor')
  buildFloor(floor)
  const backend = await openBackend({ dataDir: join(folder, 'town') })
  try {
    const { elder } = await seedDemo(backend)
    const apps = beside === undefined ? { ours: dist } : { ours: dist, beside }
    const subjects = [await install(backend, floor, join(folder, 'phones'), 'floor')]
    for (const [name, build] of Object.entries(apps))
      subjects.push(await install(backend, build, join(folder, 'phones'), name, elder))
    return subjects
  } finally {
    await backend.close()
  }
}

/** Opened once with a signal, then twice more: what a browser compiles and keeps, it has kept by then. */
async function install(
  backend: Backend,
  build: string,
  phones: string,
  name: string,
  member?: Person,
): Promise<Subject> {
  const site = await serve({ ...backend, close: () => Promise.resolve() }, { dist: build })
  const subject = {
    ...{ name, url: site.url, profile: join(phones, name) },
    task: member ? 'main a[href^="/study/"]' : '[data-task]',
  }
  const phone = await switchOn(subject.profile)
  try {
    const page = await phone.newPage()
    if (member) await signIn(page, site.url, member)
    else await page.goto(site.url)
    await untilWorkerServes(page)
    for (let n = 0; n < 2; n++) {
      await page.goto(site.url)
      await page.locator(subject.task).first().waitFor()
      if (member) await untilSettled(page)
    }
    return subject
  } finally {
    await phone.close()
    await site.close()
  }
}

function buildFloor(outDir: string) {
  const build = [
    viteBin,
    'build',
    '--config',
    floorConfig,
    '--outDir',
    outDir,
    '--logLevel',
    'warn',
  ]
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(process.execPath, build, { cwd: root, env, stdio: 'pipe' })
}
