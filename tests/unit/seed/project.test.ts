// @vitest-environment node
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createUser, upload, type Door } from '../../../supabase/seed/project-doors.ts'
import { seedProject } from '../../../supabase/seed/project.ts'
import { small } from './town-at-hand'

interface Heard {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}
let heard: Heard[] = []
let status = 200
let door: Door

const project = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    heard.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: 'the user', message: 'no room' }))
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => project.listen(0, '127.0.0.1', resolve))
  const { port } = project.address() as AddressInfo
  door = { url: `http://127.0.0.1:${port}`, key: 'owner key' }
})
afterAll(() => new Promise((resolve) => project.close(resolve)))
beforeEach(() => {
  heard = []
  status = 200
})

describe('a Supabase project', () => {
  it('is asked for an account that needs no letter to confirm it', async () => {
    expect(await createUser(door, '1@card.invalid', 'secret')).toBe('the user')
    expect(heard[0]?.path).toBe('/auth/v1/admin/users')
    expect(heard[0]?.headers.authorization).toBe('Bearer owner key')
    expect(JSON.parse(String(heard[0]?.body))).toEqual({
      email: '1@card.invalid',
      password: 'secret',
      email_confirm: true,
    })
  })

  it('is given a file under its path, byte for byte, and again without complaint', async () => {
    const bytes = Uint8Array.of(0, 255, 10, 13)
    await upload(door, 'org/file', bytes, 'audio/mpeg')
    expect(heard[0]?.path).toBe('/storage/v1/object/materials/org/file')
    expect(heard[0]?.headers).toMatchObject({ 'content-type': 'audio/mpeg', 'x-upsert': 'true' })
    expect([...(heard[0]?.body ?? [])]).toEqual([...bytes])
  })

  it('says what it could not do', async () => {
    status = 413
    await expect(upload(door, 'org/file', new Uint8Array(1), 'image/png')).rejects.toThrow('413')
  })

  it('is not seeded without its address and key', async () => {
    await expect(seedProject('postgres://nowhere', {}, small)).rejects.toThrow('SUPABASE_URL')
  })
})
