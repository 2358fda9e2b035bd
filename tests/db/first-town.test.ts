import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend, type Backend } from '../../supabase/dev/backend.ts'

interface HandOver {
  name: string
  login_number: string
  code: string
}

describe('the first day of a real town', () => {
  let backend: Backend
  let clerk: HandOver
  let token: string

  beforeAll(async () => {
    backend = await openBackend()
    await backend.db.exec(await readFile('supabase/first-town.sql', 'utf8'))
    const [row] = await backend.db.query<HandOver>('select * from hand_over')
    if (!row) throw new Error('nothing was handed over')
    clerk = row
  })
  afterAll(() => backend.close())

  async function call(path: string, body: unknown) {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    }
    const answer = await backend.fetch(
      new Request(`http://localhost${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }),
    )
    return (await answer.json()) as Record<string, unknown>
  }

  it('answers a login number and a card code, and keeps the code nowhere', async () => {
    expect(clerk.login_number).toMatch(/^\d{8}$/)
    expect(clerk.code).toMatch(/^\d{16}$/)
    const kept = await backend.db.query('select * from private.activation_cards')
    expect(JSON.stringify(kept)).not.toContain(clerk.code)
  })

  it('and with them the first clerk comes in', async () => {
    const { login_number, code } = clerk
    token = ''
    expect(await call('/rest/v1/rpc/check_card', { login_number, code })).toEqual({ ok: true })
    const email = `${login_number}@card.pioneer-home.invalid`
    const session = await call('/auth/v1/signup', { email, password: 'a-good-one' })
    token = String(session['access_token'])
    expect(await call('/rest/v1/rpc/activate', { code })).toMatchObject({
      ok: true,
      name: clerk.name,
    })
  })

  it('and may register the second member, as only a clerk or a secretary may', async () => {
    const [branch] = await backend.db.query<{ id: string }>(
      `select id from public.orgs where kind = 'village_branch'`,
    )
    const command = {
      id: crypto.randomUUID(),
      name: 'register_member',
      made_at: Date.now(),
      args: {
        member_id: crypto.randomUUID(),
        branch_id: branch?.id,
        name: '李四',
        pinyin: 'lisi ls',
        born_on: '1980-05-01',
        sex: 'female',
        joined_on: '2005-07-01',
        phone: '10000000000',
        category: 'village',
        from_day: '2026-01-01',
      },
    }
    const { epoch } = await call('/rest/v1/rpc/sync', { request: { v: 1 } })
    const request = { v: 1, device: crypto.randomUUID(), epoch, commands: [command] }
    const answer = await call('/rest/v1/rpc/sync', { request })
    expect(answer['verdicts']).toEqual([{ id: command.id, ok: true }])
  })
})
