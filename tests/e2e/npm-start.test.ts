import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** `npm start` in a process of its own, as a person types it. */
class Start {
  said = ''
  private readonly child: ChildProcess
  readonly ended: Promise<number | null>

  constructor(...args: string[]) {
    // Vitest's own settings would turn the build into one for tests.
    const { NODE_ENV: _, ...env } = process.env
    this.child = spawn('npm', ['start', '--', ...args], { env })
    this.child.stdout?.on('data', (chunk: Buffer) => (this.said += chunk.toString()))
    this.child.stderr?.on('data', (chunk: Buffer) => (this.said += chunk.toString()))
    this.ended = new Promise((resolve) => this.child.once('close', resolve))
  }

  async untilOpen() {
    const over = this.ended.then(() => {
      throw new Error(`npm start ended:\n${this.said}`)
    })
    await Promise.race([over, this.hears('is open')])
  }

  private async hears(words: string) {
    while (!this.said.includes(words)) await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      resolve(null)
    }),
  )
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

describe('a newcomer types npm start', () => {
  let folder: string
  let port: number
  let start: Start

  const at = (path: string) => `http://localhost:${String(port)}${path}`
  const open = async () => {
    start = new Start('--port', String(port), '--data-dir', folder)
    await start.untilOpen()
  }
  /** The server itself, which npm only wraps. */
  const signal = async (name: 'SIGINT' | 'SIGKILL') => {
    process.kill(Number(await readFile(join(folder, 'lock'), 'utf8')), name)
    await start.ended
  }
  const call = async (path: string, body: unknown, token?: string) => {
    const answer = await fetch(at(path), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Record<string, unknown>
  }
  const signIn = async () => {
    const [, loginNumber = '', password = ''] = /(\d{8})\s+password (\S+)/.exec(start.said) ?? []
    const email = `${loginNumber}@card.pioneer-home.invalid`
    const session = await call('/auth/v1/token?grant_type=password', { email, password })
    return { loginNumber, token: String(session['access_token']) }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pioneer-start-'))
    port = await freePort()
    await open()
  })
  afterAll(async () => {
    if (existsSync(join(folder, 'lock'))) await signal('SIGINT')
    await rm(folder, { recursive: true, force: true })
  })

  it('and is told the address and who may come in', () => {
    expect(start.said).toContain(at(''))
    expect(start.said.match(/\d{8}\s+password/g)?.length).toBeGreaterThanOrEqual(3)
    expect(start.said).toMatch(/\/activate#n=\d{8}&c=\d{16}/)
  })

  it('and every route of the app answers with the app', async () => {
    const page = await fetch(at('/study/any'), { headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('<title>先锋家园</title>')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('and a script that is gone stays gone instead of becoming a page', async () => {
    const script = await fetch(at('/assets/of-last-week.js'))
    expect(script.status).toBe(404)
  })

  it('and the service worker and the manifest are fresh at every visit', async () => {
    for (const path of ['/sw.js', '/manifest.webmanifest']) {
      const answer = await fetch(at(path))
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        200,
        'no-cache',
      ])
    }
  })

  it('and one of those people signs in, while a visitor is told nothing', async () => {
    const { loginNumber, token } = await signIn()
    expect(await call('/rest/v1/rpc/whoami', {}, token)).toMatchObject({
      login_number: loginNumber,
    })
    expect(await call('/rest/v1/rpc/whoami', {})).toEqual({ refused: 'signed-out' })
  })

  it('and what is inside the server stays inside', async () => {
    const inside = [
      '/_system/info',
      '/rest/v1/',
      '/auth/v1/admin/users',
      '/storage/v1/bucket',
      '/.vite/manifest.json',
    ]
    for (const path of inside) {
      const answer = await fetch(at(path))
      expect([path, answer.status]).toEqual([path, 404])
    }
  })

  it('and a letter that is far too long is refused in words a program understands', async () => {
    expect(await call('/rest/v1/rpc/sync', { request: 'x'.repeat(3_000_000) })).toMatchObject({
      code: 'too-big',
    })
  })

  it('and a second server on the same data, or the same port, is refused in one line', async () => {
    const sameData = new Start('--port', '0', '--data-dir', folder)
    expect(await sameData.ended).toBe(1)
    expect(sameData.said).toContain('in use by another server')
    const other = await mkdtemp(join(tmpdir(), 'pioneer-start-'))
    const samePort = new Start('--port', String(port), '--data-dir', other)
    expect(await samePort.ended).toBe(1)
    expect(samePort.said).toContain(`Port ${String(port)} is taken`)
    await rm(other, { recursive: true, force: true })
  })

  it('and closes it with Ctrl-C, opens it again, and what was done is still there', async () => {
    const { token } = await signIn()
    await signal('SIGINT')
    expect(existsSync(join(folder, 'lock'))).toBe(false)
    await open()
    expect(await call('/rest/v1/rpc/whoami', {}, token)).toHaveProperty('member_id')
  })

  it('and even a power cut loses nothing', async () => {
    const { token } = await signIn()
    await signal('SIGKILL')
    await open()
    expect(await call('/rest/v1/rpc/whoami', {}, token)).toHaveProperty('member_id')
  })
})
