import type { Db } from '../../../supabase/dev/database.ts'
import { serve } from '../../../supabase/dev/server.ts'
import { openDoors, tokenFor } from './doors.ts'
import { startPostgres } from './real-postgres.ts'
import { settle, type Act, type Json } from './village.ts'

/** So many more members of Willow Village, with accounts: `called` and a number, from 0 on. */
export async function settleCrowd(db: Db, called: string, many: number): Promise<void> {
  await db.exec(`
    insert into tests.names (name) select '${called} ' || n from generate_series(0, ${String(many - 1)}) as n;
    insert into public.members (id, branch_id)
    select id, tests.id('Willow Village') from tests.names where name like '${called} %';
    insert into public.directory_cards (id, branch_id, name, pinyin)
    select id, tests.id('Willow Village'), name, '' from tests.names where name like '${called} %';
    insert into private.accounts (member_id, user_id, login_number)
    select id, user_id, (30000000 + row_number() over ())::text from tests.names where name like '${called} %';
  `)
}

/** The answer to one request of a phone: in words of the wire, and how long it was in coming. */
export interface Heard {
  codes: string[]
  tables: Record<string, { columns: string[]; values: Json[][] }>
  ms: number
  bytes: number
}

/** One phone of the crowd, that knows the town already and speaks to it over HTTP with its own token. */
export interface CrowdPhone {
  /** Says its acts. With `givesUpAfterMs` the line breaks then, and nothing is known of what was heard. */
  say(acts: readonly Act[], givesUpAfterMs?: number): Promise<Heard | 'lost'>
}

export interface Crowd {
  house: Db
  phoneOf(who: string): Promise<CrowdPhone>
  close(): Promise<void>
}

/** The invented village with a crowd of neighbours on a real PostgreSQL, behind Supabase's doors on a port of this machine. */
export async function openCrowd(many: number): Promise<Crowd> {
  const postgres = await startPostgres()
  const owner = postgres.session()
  await owner.exec('create database crowd')
  await owner.close()
  const doors = await openDoors(postgres.url.replace(/\/postgres$/, '/crowd'))
  const running = await serve(doors.backend)
  const house = doors.backend.db
  await settle(house)
  await settleCrowd(house, 'Neighbour', many)
  return {
    house,
    async phoneOf(who) {
      const [row] = await house.query<{ userId: string }>(
        'select user_id as "userId" from tests.names where name = $1',
        [who],
      )
      if (!row) throw new Error(`nobody in the village is called ${who}`)
      return openPhone(running.url, tokenFor(row.userId))
    },
    async close() {
      await running.close()
      await doors.close()
      await postgres.stop()
    },
  }
}

interface Answer {
  refused?: string
  cursor: string
  epoch: string
  more: boolean
  verdicts: { ok: boolean; code?: string }[]
  tables: Heard['tables']
}

async function openPhone(url: string, token: string): Promise<CrowdPhone> {
  const device = crypto.randomUUID()
  let cursor: string | null = null
  let epoch: string | null = null

  async function trip(commands: readonly object[], signal: AbortSignal | null) {
    const answer = await fetch(`${url}/rest/v1/rpc/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ request: { v: 1, device, cursor, epoch, commands } }),
      signal,
    })
    const text = await answer.text()
    const told = JSON.parse(text) as Answer
    if (!answer.ok || told.refused !== undefined)
      throw new Error(`a phone was answered ${String(answer.status)} ${told.refused ?? ''}`)
    cursor = told.cursor
    epoch = told.epoch
    return { told, bytes: text.length }
  }
  while ((await trip([], null)).told.more);

  return {
    async say(acts, givesUpAfterMs) {
      const commands = acts.map((act) => ({ id: crypto.randomUUID(), made_at: Date.now(), ...act }))
      const began = performance.now()
      const signal = givesUpAfterMs === undefined ? null : AbortSignal.timeout(givesUpAfterMs)
      try {
        const { told, bytes } = await trip(commands, signal)
        const codes = told.verdicts.map(({ code }) => code ?? 'ok')
        return { codes, tables: told.tables, ms: performance.now() - began, bytes }
      } catch (error) {
        if (signal?.aborted) return 'lost'
        throw error
      }
    },
  }
}
