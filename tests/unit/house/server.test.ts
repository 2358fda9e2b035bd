// @vitest-environment node
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as askPlainly } from 'node:http'
import { request as askSecurely } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../../supabase/dev/backend.ts'
import { filesOnDisk } from '../../../supabase/dev/files-on-disk.ts'
import { ensureFree, lockData } from '../../../supabase/dev/house.ts'
import { serve, type Running } from '../../../supabase/dev/server.ts'
import { houseCertificate } from '../../../supabase/dev/tls.ts'

/** A backend without a database: repeats what it is told, and falls over when told to. */
const parrot: Backend = {
  db: { exec: () => Promise.resolve(), query: () => Promise.resolve([]) },
  fetch: async (request) => {
    const said = await request.text()
    if (said === 'fall over') throw new Error('a pretend accident')
    return Response.json({ said })
  },
  storeFile: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

describe('one origin for the app and its town', () => {
  let folder: string
  let dist: string
  let running: Running

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pioneer-server-'))
    dist = join(folder, '.hidden', 'dist')
    await mkdir(join(dist, 'assets'), { recursive: true })
    await mkdir(join(dist, '.vite'))
    await writeFile(join(dist, 'index.html'), '<title>app</title>')
    await writeFile(join(dist, 'sw.js'), '/* worker */')
    await writeFile(join(dist, 'assets', 'main-abc.js'), '// '.padEnd(5000, 'a'))
    await writeFile(join(dist, '.vite', 'manifest.json'), '{}')
    await writeFile(join(folder, 'secret'), 'nobody may read this')
    running = await serve(parrot, { dist })
  })
  afterAll(async () => {
    await running.close()
    await rm(folder, { recursive: true, force: true })
  })

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(running.url + path, { headers })
  const tell = (path: string, body: BodyInit) => fetch(running.url + path, { method: 'POST', body })
  const say = (body: BodyInit) => tell('/rest/v1/rpc/sync', body)

  it.each(['/', '/study', '/branch/members/any'])('%s opens the app', async (path) => {
    const answer = await get(path, { accept: 'text/html' })
    expect(await answer.text()).toBe('<title>app</title>')
  })

  it.each(['GET // HTTP/1.1', 'GET http://[ HTTP/1.1', 'POST /rest/v1/rpc/x HTTP/1.1\r\nx: y'])(
    'lives on when somebody asks for %j of a host that is none',
    async (line) => {
      const socket = connect(running.port, '127.0.0.1')
      const heard = new Promise<string>((resolve) => {
        socket.once('data', (data) => {
          resolve(data.toString())
        })
      })
      socket.write(`${line}\r\nHost: [\r\nContent-Length: 0\r\n\r\n`)
      expect(await heard).toMatch(/^HTTP\/1\.1 400 /)
      socket.destroy()
      expect((await get('/', { accept: 'text/html' })).status).toBe(200)
    },
  )

  it.each([
    '/assets/gone.js',
    '/../secret',
    '/%2e%2e/secret',
    '/.vite/manifest.json',
    '/%',
    '/icons/no.png',
  ])('%s is nothing, and never the app in disguise', async (path) => {
    const answer = await get(path, { accept: '*/*' })
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toMatch(/nobody may read|<title>/)
  })

  it('what carries a fingerprint is kept for ever, what does not is asked for again', async () => {
    const kept = async (path: string) => (await get(path)).headers.get('cache-control')
    expect(await kept('/assets/main-abc.js')).toContain('immutable')
    expect(await kept('/sw.js')).toBe('no-cache')
    expect(await kept('/')).toBe('no-cache')
  })

  it('an app that has not changed costs a phone nothing to ask for', async () => {
    const tag = (await get('/sw.js')).headers.get('etag') ?? ''
    const again = await get('/sw.js', { 'if-none-match': tag })
    expect([again.status, (await again.text()).length]).toEqual([304, 0])
  })

  it.each(['br', 'gzip'])('and what has changed travels packed (%s)', async (encoding) => {
    const answer = await get('/assets/main-abc.js', { 'accept-encoding': encoding })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(await answer.text()).toHaveLength(5000)
  })

  it('a page may load nothing from elsewhere and stand in nobody’s frame', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('a body that is too big is refused in JSON and the server goes on', async () => {
    const answer = await say(new Uint8Array(3 * 1024 * 1024))
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { code: 'too-big', message: 'too-big' },
    ])
    expect(await (await say('好')).json()).toEqual({ said: '好' })
  })

  it.each([
    ['/rest/v1/rpc/check_card', { login_number: [1], code: {} }],
    ['/rest/v1/rpc/check_card', { login_number: 1, code: true }],
    ['/rest/v1/rpc/check_card', { login_number: '\0' }],
    ['/rest/v1/rpc/check_card', []],
    ['/auth/v1/signup', { email: '\0@card.pioneer-home.invalid', password: 'a-good-one' }],
    ['/auth/v1/signup', { email: `${'a'.repeat(300)}@x.invalid`, password: 'a-good-one' }],
    ['/auth/v1/signup', { email: '\ud800@x.invalid', password: 'a-good-one' }],
    ['/auth/v1/token?grant_type=password', { email: [1], password: {} }],
    ['/auth/v1/token?grant_type=password', null],
    ['/auth/v1/token?grant_type=refresh_token', { refresh_token: '\0' }],
    ['/auth/v1/token?grant_type=refresh_token', { refresh_token: {} }],
  ])('%s is not asked with %j', async (path, body) => {
    expect((await tell(path, JSON.stringify(body))).status).toBe(400)
  })

  it('a hundred thousand letters are no address, and too big to look at', async () => {
    const address = JSON.stringify({ email: 'a'.repeat(100_000), password: 'a-good-one' })
    expect((await tell('/auth/v1/signup', address)).status).toBe(413)
  })

  it.each([
    ['/auth/v1/signup', { email: '1@x.invalid', password: 'a-good-one', data: {}, code: null }],
    ['/rest/v1/rpc/command_history', { member_id: null, judged_before: 1 }],
    ['/rest/v1/rpc/sync', { request: { v: 1, commands: [] } }],
  ])('%s is asked with %j', async (path, body) => {
    expect((await tell(path, JSON.stringify(body))).status).toBe(200)
  })

  it.each(['/', '/rest/v1/rpc/sync', '/nothing/here'])('nobody traces %s', async (path) => {
    const status = await new Promise((resolve) => {
      askPlainly(running.url + path, { method: 'TRACE' }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).end()
    })
    expect(status).toBe(405)
  })

  it('an accident for one visitor is an accident for that one only', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect((await say('fall over')).status).toBe(500)
    expect(await (await say('好')).json()).toEqual({ said: '好' })
    expect(quiet).toHaveBeenCalledOnce()
    quiet.mockRestore()
  })

  it('nothing is posted to a page', async () => {
    expect((await fetch(running.url, { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it('a phone that trusts the house’s own authority trusts its server', async () => {
    const tls = await houseCertificate(folder)
    const secure = await serve(parrot, { dist, tls })
    const status = await new Promise((resolve, reject) => {
      askSecurely(`${secure.url}/`, { ca: tls.ca }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(200)
    expect((await houseCertificate(folder)).ca).toBe(tls.ca)
    await secure.close()
  })

  it('a taken port is noticed before anything is made', async () => {
    await expect(ensureFree(running.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('the data of a town', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pioneer-data-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('belongs to one server at a time', async () => {
    await writeFile(join(folder, 'lock'), String(process.ppid))
    await expect(lockData(folder)).rejects.toThrow('in use by another server')
  })

  it('and to nobody when its server died without a word', async () => {
    await writeFile(join(folder, 'lock'), '999999999')
    const unlock = await lockData(folder)
    unlock()
  })

  it('keeps its files inside its folder, whatever they are called', async () => {
    const files = filesOnDisk(join(folder, 'storage'))
    const put = (key: string) =>
      Promise.resolve().then(() =>
        files.uploadObject('materials', key, undefined, new Uint8Array(1), 'audio/mpeg', ''),
      )
    await expect(put('../../secret')).rejects.toThrow('inside the storage folder')
    await expect(put('org/song.mp3')).resolves.toMatchObject({ size: 1, mimetype: 'audio/mpeg' })
  })
})
