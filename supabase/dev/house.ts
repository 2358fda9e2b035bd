import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const dataDir = join(root, '.data')
export const dist = join(root, 'dist')

/** A mistake a person can mend: said in one line, without a stack. */
export class Trouble extends Error {}

/** Two servers on one database would ruin it. A lock whose owner has died, killed or not, is nobody's. */
export async function lockData(folder: string): Promise<() => void> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'lock')
  const owner = Number(existsSync(path) ? await readFile(path, 'utf8') : Number.NaN)
  if (owner !== process.pid && isAlive(owner)) {
    throw new Trouble(
      `The data in ${folder} is in use by another server (process ${String(owner)}). Stop that one first.`,
    )
  }
  await writeFile(path, String(process.pid))
  const unlock = () => {
    rmSync(path, { force: true })
  }
  process.once('exit', unlock)
  return unlock
}

function isAlive(pid: number) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Better to hear of a taken port at once than after a town has been made. */
export async function ensureFree(port: number): Promise<void> {
  const probe = createServer()
  await new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      resolve(null)
    })
  })
  await new Promise((resolve) => probe.close(resolve))
}

const vite = join(root, 'node_modules/vite/bin/vite.js')
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']

/** Builds the app when anything it is made from is newer than the last build; true when it had to. */
export async function ensureBuilt(): Promise<boolean> {
  if (await isBuilt()) return false
  const env = { ...process.env, NODE_ENV: 'production' }
  try {
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: root,
      env,
      stdio: 'pipe',
    })
  } catch (error) {
    throw new Trouble(`The app could not be built:\n${(error as Error).message}`)
  }
  return true
}

async function isBuilt(): Promise<boolean> {
  const shell = join(dist, 'index.html')
  if (!existsSync(shell)) return false
  const builtAt = (await stat(shell)).mtimeMs
  for (const source of sources) if ((await newest(join(root, source))) > builtAt) return false
  return true
}

async function newest(path: string): Promise<number> {
  const { mtimeMs } = await stat(path)
  const inside = await readdir(path, { recursive: true }).catch(() => []) // A file has nothing inside.
  const times = await Promise.all(
    inside.map(async (name) => (await stat(join(path, name))).mtimeMs),
  )
  return Math.max(mtimeMs, ...times)
}

/** Runs a tool from the command line: what a person can mend is one line, anything else is ours and shows its stack. */
export async function runTool(tool: () => Promise<void>): Promise<void> {
  try {
    await tool()
  } catch (error) {
    const line = lineOf(error)
    console.error(line === null ? error : `\n${line}\n`)
    process.exit(1)
  }
}

function lineOf(error: unknown): string | null {
  if (error instanceof Trouble) return error.message
  const { code, port } = error as { code?: unknown; port?: unknown }
  if (code === 'EADDRINUSE') {
    return `Port ${String(port)} is taken. Choose another one: npm start -- --port ${String(Number(port) + 1)}`
  }
  if (code === 'EACCES') return 'This port or folder is not ours to use. Choose a port above 1024.'
  if (code === 'ENOSPC') return 'The disk is full. Make some room and start again.'
  return null
}
