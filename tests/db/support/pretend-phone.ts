import type { Db } from '../../../supabase/dev/database.ts'
import { as, trip, type Act, type Json, type Page } from './village.ts'

type Rows = Map<string, Json[]>

/** The id leads every row that travels. */
function keyOf([id]: Json[]): string {
  if (typeof id !== 'string') throw new Error('a row without an id')
  return id
}

/** A phone that does with pages exactly what the agreement on the wire says, and nothing clever. */
export class PretendPhone {
  cursor: string | null = null
  readonly tables = new Map<string, Rows>()
  readonly #seen = new Map<string, Set<string>>()
  #inCopy = false
  readonly who: string

  constructor(who: string) {
    this.who = who
  }

  /** One trip; true when there is more to fetch at once. */
  async trip(db: Db, acts: readonly Act[] = []): Promise<boolean> {
    const page = await trip(db, this.who, this.cursor, acts)
    if (page.refused === 'bad-cursor') {
      this.cursor = null
      return true
    }
    if (page.refused !== undefined) throw new Error(`${this.who} was refused: ${page.refused}`)
    this.#take(page)
    return page.more
  }

  async settle(db: Db): Promise<void> {
    for (let trips = 0; await this.trip(db); trips++)
      if (trips > 500) throw new Error(`${this.who} is never done`)
  }

  #take(page: Page): void {
    if (this.cursor === null || !this.#inCopy || !page.fresh) this.#seen.clear()
    for (const [name, { rows, gone }] of Object.entries(page.tables)) {
      const kept = this.tables.get(name) ?? new Map<string, Json[]>()
      this.tables.set(name, kept)
      const seen = this.#seen.get(name) ?? new Set<string>()
      this.#seen.set(name, seen)
      for (const id of gone) kept.delete(id)
      for (const row of rows) {
        const id = keyOf(row)
        kept.set(id, row)
        seen.add(id)
      }
    }
    if (page.fresh)
      for (const name of page.done)
        for (const id of this.tables.get(name)?.keys() ?? [])
          if (!this.#seen.get(name)?.has(id)) this.tables.get(name)?.delete(id)
    this.#inCopy = page.fresh && page.more
    this.cursor = page.cursor
  }

  /** What differs between this phone and what its owner's own `select` finds. */
  async differences(db: Db): Promise<string[]> {
    const [look] = await db.query<{ sql: string }>(everythingSql)
    const [truth] = await as(db, this.who, () =>
      db.query<{ tables: Record<string, Json[][] | null> }>(look?.sql ?? ''),
    )
    return Object.entries(truth?.tables ?? {}).flatMap(([name, rows]) =>
      this.#compare(name, rows ?? []),
    )
  }

  #compare(name: string, rows: Json[][]): string[] {
    const found: string[] = []
    const held = new Map(this.tables.get(name))
    for (const row of rows) {
      const mine = held.get(keyOf(row))
      held.delete(keyOf(row))
      if (mine === undefined) found.push(`${this.who} misses ${name} ${keyOf(row)}`)
      else if (JSON.stringify(mine) !== JSON.stringify(row))
        found.push(`${this.who} has an old ${name} ${keyOf(row)}`)
    }
    return [...found, ...[...held.keys()].map((id) => `${this.who} still holds ${name} ${id}`)]
  }
}

/** Writes the one question that reads every synced table whole, in the words of the wire. */
const everythingSql = `
  select format('select jsonb_object_agg(name, held) as tables from (values %s) as each (name, held)', string_agg(format(
    '(%L, (select jsonb_agg(jsonb_build_array(%s)) from public.%I as t))',
    name, private.wire_columns(name, columns), name), ', ')) as sql
  from private.synced_tables`
