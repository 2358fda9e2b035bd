import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBackend, type Backend } from '../../supabase/dev/backend.ts'
import { startPostgres, type RealPostgres } from './support/real-postgres.ts'

describe.each(['the embedded database', 'a real Postgres'])('Supabase’s doors on %s', (engine) => {
  let postgres: RealPostgres | undefined
  let backend: Backend

  beforeAll(async () => {
    if (engine === 'the embedded database') {
      backend = await openBackend()
      return
    }
    postgres = await startPostgres()
    const owner = postgres.session()
    await owner.exec('create database doors')
    await owner.close()
    backend = await openBackend({ postgresUrl: postgres.url.replace(/\/postgres$/, '/doors') })
  })
  afterAll(async () => {
    await backend.close()
    await postgres?.stop()
  })

  async function call(path: string, body: unknown, token?: string) {
    const headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }
    const answer = await backend.fetch(
      new Request(`http://localhost${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }),
    )
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const signUp = async (number: string) => {
    const email = `${number}@card.pioneer-home.invalid`
    const { body } = await call('/auth/v1/signup', { email, password: 'a-good-one' })
    return String(body['access_token'])
  }
  const trip = { request: { v: 1, device: crypto.randomUUID(), cursor: null, commands: [] } }

  it('many first questions at once are all answered', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => call('/rest/v1/rpc/whoami', {})),
    )
    for (const answer of answers)
      expect(answer).toEqual({ status: 200, body: { refused: 'signed-out' } })
  })

  it('a sign-in without a card is nobody, reads nothing and is told so', async () => {
    const token = await signUp('10000001')
    expect((await call('/rest/v1/rpc/whoami', {}, token)).body).toEqual({ refused: 'cut-off' })
    const { status, body } = await call('/rest/v1/rpc/sync', trip, token)
    expect([status, body['refused']]).toEqual([200, 'cut-off'])
  })

  it('a visitor’s trip is refused in the words of the wire', async () => {
    const { status, body } = await call('/rest/v1/rpc/sync', trip)
    expect([status, body['refused']]).toEqual([200, 'signed-out'])
  })

  it('what goes wrong with a card is printed without the card', async () => {
    const printed: string[] = []
    const listen = vi.spyOn(console, 'error').mockImplementation((...said) => {
      printed.push(inspect(said, { depth: 9 }))
    })
    await call('/rest/v1/rpc/check_card', { login_number: '\0', code: '1234567890123452' })
    await call('/rest/v1/rpc/sync', { request: { v: 1, secret_code: '1234567890123452', x: '\0' } })
    listen.mockRestore()
    expect(printed).not.toEqual([])
    expect(printed.join()).not.toContain('1234567890123452')
  })

  it('a forged token makes nobody of a person', async () => {
    const forged = `${(await signUp('10000002')).split('.').slice(0, 2).join('.')}.AAAA`
    const { body } = await call('/rest/v1/rpc/whoami', {}, forged)
    expect(body['refused'] ?? body['code']).toMatch(/signed-out|PGRST301/)
  })
})
