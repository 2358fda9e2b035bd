import { createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBackend } from '../../../supabase/dev/backend.ts'

const secret = 'a secret of these tests, known to nobody and everybody'

/** Supabase's doors on one database of the real PostgreSQL. */
export async function openDoors(postgresUrl: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'pioneer-doors-'))
  await writeFile(join(dataDir, 'secret'), secret)
  const backend = await openBackend({ postgresUrl, dataDir })
  return {
    backend,
    async close() {
      await backend.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** What a sign-in would give, for longer than any story takes. */
export function tokenFor(userId: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    sub: userId,
    role: 'authenticated',
    aud: 'authenticated',
    iat: now,
    exp: now + 86_400,
  }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
}
