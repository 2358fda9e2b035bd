// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '@/domain/day'
import { openBackend, type Backend } from '../../../supabase/dev/backend.ts'
import { settleDemoTown } from '../../../supabase/dev/demo-town.ts'
import { demoPeople, readSeedArgs, seedTown, type TownPorts } from '../../../supabase/seed/seed.ts'
import { rowsOf, small, today, townOf } from './town-at-hand'

let backend: Backend
const town = townOf(small, dayOf(Date.now()))

const count = async (table: string) => {
  const [row] = await backend.db.query<{ count: number }>(`select count(*)::int from ${table}`)
  return row?.count
}
const countAll = async () =>
  Object.fromEntries(
    await Promise.all(town.tables.map(async ({ name }) => [name, await count(name)])),
  )

/** The signal breaks on the way: the first few things asked of the database are done, the next is not. */
function breakingAfter(trips: number): Backend {
  let left = trips
  const query: Backend['db']['query'] = (sql, params) => {
    left -= 1
    return left < 0 ? Promise.reject(new Error('interrupted')) : backend.db.query(sql, params)
  }
  return { ...backend, db: { ...backend.db, query } }
}

const ask = async (path: string, body: unknown, token?: string): Promise<unknown> => {
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const request = { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await backend.fetch(new Request(`http://localhost${path}`, request))
  return answer.json()
}

const signIn = async (loginNumber: string, password: string) => {
  const email = `${loginNumber}@card.pioneer-home.invalid`
  const session = await ask('/auth/v1/token?grant_type=password', { email, password })
  return (session as { access_token: string }).access_token
}

beforeAll(async () => {
  backend = await openBackend()
}, 60_000)
afterAll(() => backend.close())

describe('seeding a database', { timeout: 60_000 }, () => {
  it('is completed by the next run when one is interrupted', async () => {
    for (const trips of [4, 21]) {
      await expect(settleDemoTown(breakingAfter(trips), small)).rejects.toThrow('interrupted')
    }
    expect(await settleDemoTown(backend, small)).toEqual(demoPeople)
    for (const { name, rows } of town.tables) {
      const signUps = name === 'private.accounts' ? demoPeople.people.length : 0
      expect(await count(name), name).toBe(rows.length + signUps)
    }
  })

  it('changes nothing when the town is already there', async () => {
    const before = await countAll()
    expect(await settleDemoTown(backend, small)).toEqual(demoPeople)
    expect(await countAll()).toEqual(before)
  })

  it('keeps every recording and picture where its row says', async () => {
    const stored = await backend.db.query<{ name: string; metadata: { size: number } }>(
      `select name, metadata from storage.objects where bucket_id = 'materials' order by name`,
    )
    const told = rowsOf(town, 'public.material_files').map(
      ({ path, bytes }) => `${String(path)} ${String(bytes)}`,
    )
    expect(stored.map(({ name, metadata }) => `${name} ${metadata.size}`)).toEqual(told.sort())
  })

  it('lets each of the demo’s people sign in as themselves', async () => {
    for (const { name, loginNumber, password } of demoPeople.people) {
      const token = await signIn(loginNumber, password)
      expect(await ask('/rest/v1/rpc/whoami', {}, token)).toMatchObject({
        name,
        login_number: loginNumber,
      })
    }
  })

  it('leaves one card that lets somebody new come in', async () => {
    const { loginNumber, code } = demoPeople.card
    const said = await ask('/rest/v1/rpc/check_card', { login_number: loginNumber, code })
    expect(said).toEqual({ ok: true })
  })

  it('writes in the log that the secretary issued that card, and not its code', async () => {
    const [entry] = await backend.db.query(
      `select name, code, args::text from private.command_log where name = 'issue_card'`,
    )
    expect(entry).toMatchObject({ name: 'issue_card', code: null })
    expect(JSON.stringify(entry)).not.toContain(demoPeople.card.code)
  })
})

describe('a database where other people live', () => {
  it('is left alone', async () => {
    const written: string[] = []
    const ports: TownPorts = {
      query: <Row>(sql: string) => {
        if (sql.includes('insert')) written.push(sql)
        const rows = sql.includes('from public.members') ? [{ id: 'somebody real' }] : []
        return Promise.resolve(rows as Row[])
      },
      exec: () => Promise.resolve(),
      createAccount: () => Promise.reject(new Error('nobody is signed up')),
      putObject: () => Promise.reject(new Error('nothing is stored')),
      today,
    }
    await expect(seedTown(ports, small)).rejects.toThrow('Somebody else lives')
    expect(written).toEqual([])
  })
})

describe('the size asked for', () => {
  it('is the usual one unless said otherwise', () => {
    expect(readSeedArgs([])).toEqual({ size: small, url: undefined })
    expect(readSeedArgs(['--branches', '60', '--members', '3000']).size).toEqual({
      branches: 60,
      members: 3000,
    })
  })

  it('is refused when it is no number, or too few people for so many villages', () => {
    expect(() => readSeedArgs(['--branches', 'many'])).toThrow('--branches')
    expect(() => readSeedArgs(['--branches', '8', '--members', '100'])).toThrow('--members 170')
  })
})
