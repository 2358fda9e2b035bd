import type { Answer } from '@/domain/fault'
import { syncedTables, type Json } from '@/domain/server-types'
import type { SyncedTable } from '@/domain/synced'
import type { SyncReply, SyncRequest, Verdict, WireCommand, WireTable } from '@/domain/wire'
import { snake } from '@/sync/names'

type WireRow = Record<string, Json>
interface Kept {
  table: string
  row: WireRow
  changedIn: number
  gone: boolean
}

const snapshotOrder: readonly string[] = Object.values(syncedTables).map(({ server }) => server)

/** A town in memory that keeps the server's promises: each command once, no change skipped, pages of a few rows. */
export class PretendTown {
  now = 1_780_000_000_000
  /** Which life of its database this is; a restored town is another one. */
  readonly epoch: string
  /** How often each command was carried out, refused ones included. */
  readonly carriedOut = new Map<string, number>()
  readonly refusals = new Set<string>()
  readonly #rows = new Map<string, Kept>()
  readonly #verdicts = new Map<string, Verdict>()
  /** Full copies under way, by the change they began at, so that a deletion meanwhile shifts no page. */
  readonly #copies = new Map<number, Kept[]>()
  readonly #rowsPerPage: number
  #changes = 1
  #rights = 1

  constructor(rowsPerPage = 1000, epoch = 'first-life') {
    this.epoch = epoch
    this.#rowsPerPage = rowsPerPage
  }

  /** As a row on the phone; what the town holds about one thing. */
  put(table: SyncedTable, row: object): void {
    const wire: WireRow = {}
    for (const [name, value] of Object.entries(row) as [string, Json][]) wire[snake(name)] = value
    this.#write(syncedTables[table].server, wire)
  }

  remove(table: SyncedTable, id: string): void {
    const kept = this.#rows.get(`${syncedTables[table].server}/${id}`)
    if (kept) Object.assign(kept, { gone: true, changedIn: ++this.#changes })
  }

  /** The member's rights change: rows vanish with no word about each, and every cursor is worth nothing. */
  loseSight(table: SyncedTable, id: string): void {
    this.#rows.delete(`${syncedTables[table].server}/${id}`)
    this.#rights += 1
  }

  rows(table: SyncedTable): WireRow[] {
    const { server } = syncedTables[table]
    return [...this.#rows.values()]
      .filter((kept) => kept.table === server && !kept.gone)
      .map(({ row }) => row)
  }

  answer = (request: SyncRequest): Promise<Answer<SyncReply>> => {
    const agreedHere = request.epoch === this.epoch
    const verdicts = agreedHere ? request.commands.map((command) => this.#judge(command)) : []
    const page = this.#page(request.cursor)
    const value: SyncReply = page
      ? { ...page, verdicts }
      : { kind: 'refused', now: this.now, code: 'bad-cursor' }
    return Promise.resolve({ ok: true, value })
  }

  #page(cursor: string | null) {
    const [epoch, ...place] = cursor?.split(':') ?? []
    const [rightsThen, since, at] = place.map(Number)
    const rights = epoch === this.epoch ? rightsThen : undefined
    // In the middle of a full copy whose rights no longer hold, the phone must know that it begins again.
    if (rights !== this.#rights && at !== undefined && at > 0) return null
    if (rights !== this.#rights) return this.#snapshot(this.#changes, 0)
    if (at !== undefined && at > 0) return this.#snapshot(since ?? 0, at)
    return this.#delta(since ?? 0)
  }

  #snapshot(since: number, at: number) {
    if (at === 0) this.#copies.set(since, this.#everything())
    const all = this.#copies.get(since) ?? []
    const page = all.slice(at, at + this.#rowsPerPage).filter(({ gone }) => !gone)
    const last = at + this.#rowsPerPage >= all.length
    const done = snapshotOrder.slice(
      this.#placeOf(all[at]),
      last ? undefined : this.#placeOf(all[at + this.#rowsPerPage]),
    )
    // What changed while a copy of several pages was on its way comes with the very next trip.
    const more = !last || at > 0
    return this.#reply(page, more, {
      fresh: true,
      done,
      since,
      at: last ? 0 : at + this.#rowsPerPage,
    })
  }

  #placeOf(kept: Kept | undefined): number {
    return kept ? snapshotOrder.indexOf(kept.table) : 0
  }

  #everything(): Kept[] {
    return snapshotOrder.flatMap((table) =>
      [...this.#rows.values()].filter((kept) => kept.table === table && !kept.gone),
    )
  }

  #delta(since: number) {
    const changed = [...this.#rows.values()]
      .filter(({ changedIn }) => changedIn > since)
      .sort((a, b) => a.changedIn - b.changedIn)
    const page = changed.slice(0, this.#rowsPerPage)
    const more = changed.length > page.length
    const upTo = more ? (page[page.length - 1]?.changedIn ?? since) : this.#changes
    return this.#reply(page, more, { fresh: false, done: [], since: upTo, at: 0 })
  }

  #reply(
    page: readonly Kept[],
    more: boolean,
    {
      fresh,
      done,
      since,
      at,
    }: { fresh: boolean; done: readonly string[]; since: number; at: number },
  ) {
    const tables: Record<string, WireTable> = {}
    for (const { table, row, gone } of page) {
      const columns =
        Object.values(syncedTables).find(({ server }) => server === table)?.columns ?? []
      const before = tables[table] ?? { columns, values: columns.map(() => []), gone: [] }
      tables[table] = gone
        ? { ...before, gone: [...before.gone, textOf(row['id'])] }
        : {
            ...before,
            values: before.values.map((list, n) => [...list, row[columns[n] ?? ''] ?? null]),
          }
    }
    const { epoch } = this
    const cursor = [epoch, this.#rights, since, at].join(':')
    return { kind: 'page', now: this.now, cursor, epoch, fresh, more, done, tables } as const
  }

  #judge(command: WireCommand): Verdict {
    const known = this.#verdicts.get(command.id)
    if (known) return known
    this.carriedOut.set(command.id, (this.carriedOut.get(command.id) ?? 0) + 1)
    const code = this.#carryOut(command)
    if (code !== null) this.refusals.add(command.id)
    const verdict: Verdict =
      code === null ? { id: command.id, ok: true } : { id: command.id, ok: false, code }
    this.#verdicts.set(command.id, verdict)
    return verdict
  }

  #carryOut({ name, args }: WireCommand): string | null {
    switch (name) {
      case 'save_material':
        if (args['title'] === forbiddenTitle) return 'not-allowed'
        this.#write('materials', {
          ...this.#read('materials', args['material_id']),
          id: args['material_id'] ?? '',
          ...args,
        })
        return null
      case 'assign_material':
        this.#write('study_assignments', { id: args['assignment_id'] ?? '', ...args })
        return null
      case 'unassign_material':
        this.remove('studyAssignments', textOf(args['assignment_id']))
        return null
      case 'issue_card':
        return null
      default:
        return 'unknown-command'
    }
  }

  #read(table: string, id: Json | undefined): WireRow {
    return this.#rows.get(`${table}/${textOf(id)}`)?.row ?? {}
  }

  #write(table: string, row: WireRow): void {
    const columns: readonly string[] =
      Object.values(syncedTables).find(({ server }) => server === table)?.columns ?? []
    const known = Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name)))
    const key = `${table}/${textOf(row['id'])}`
    const kept = { table, row: known, changedIn: ++this.#changes, gone: false }
    this.#rows.set(key, Object.assign(this.#rows.get(key) ?? kept, kept))
  }
}

/** Ids are text everywhere in this town. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What this town's secretary may not write. */
export const forbiddenTitle = '不许写的'
