import { phoneTable } from '@/domain/synced'
import type * as Absorb from '@/sync/absorb'
import type * as Judge from '@/sync/judge'
import type * as Layers from '@/sync/layers'
import type * as Pack from '@/sync/pack'
import type * as SyncOnce from '@/sync/sync-once'
import type * as SyncState from '@/sync/sync-state'
import type * as TakeRows from '@/sync/take-rows'
import { textOf } from '../../../support/pretend-town'

export interface Broken {
  /** What this version gets wrong. */
  name: string
  module: string
  breakIt: (original: never) => object
}

/** Mistakes someone could make in one line. The story of two phones must turn red at each of them. */
export const brokenVersions: readonly Broken[] = [
  broken<typeof SyncOnce>(
    'empties the outbox before sending',
    '@/sync/sync-once',
    ({ createTrip }) => ({
      createTrip: (ports) =>
        createTrip({
          ...ports,
          transport: async (request) => {
            await ports.db.outbox.clear()
            return ports.transport(request)
          },
        }),
    }),
  ),
  broken<typeof Absorb>(
    'strikes what was tapped during the trip',
    '@/sync/absorb',
    ({ absorb }) => ({
      absorb: async (ports, asked, page) => {
        await absorb(ports, asked, page)
        await ports.db.outbox.clear()
      },
    }),
  ),
  broken<typeof Absorb>(
    'takes rows older than what another tab has brought',
    '@/sync/absorb',
    ({ absorb }) => ({
      absorb: async (ports, asked, page) => {
        const state = await ports.db.syncState.get('sync')
        await absorb(ports, { ...asked, cursor: state?.cursor ?? null }, page)
        if (state && state.cursor !== asked.cursor) await ports.db.syncState.put(state)
      },
    }),
  ),
  broken<typeof Absorb>(
    'takes the next copy for the one just completed',
    '@/sync/absorb',
    ({ absorb }) => ({
      absorb: async (ports, asked, page) => {
        const { seenPages, syncState } = ports.db
        const before = await seenPages.toArray()
        await absorb(ports, asked, page)
        if (!page.fresh || !page.more) return
        await syncState.where({ id: 'sync' }).modify((state) => {
          state.copied ??= []
        })
        await seenPages.bulkPut(before)
        for (const [table, { values }] of Object.entries(page.tables)) {
          const ids = (values[0] ?? []).map(textOf)
          await seenPages.add({ table: phoneTable(table) ?? 'orgs', ids })
        }
      },
    }),
  ),
  broken<typeof Layers>('does not lay unsent acts on again', '@/sync/layers', () => ({
    layUnsent: () => Promise.resolve(),
  })),
  broken<typeof Layers>('does not lift unsent acts off first', '@/sync/layers', () => ({
    liftUnsent: () => Promise.resolve(),
  })),
  broken<typeof Layers>('forgets the town’s word when lifting', '@/sync/layers', () => ({
    liftUnsent: async (db) => {
      await db.shadow.clear()
    },
  })),
  broken<typeof Judge>('leaves no notice of a refusal', '@/sync/judge', () => ({
    setAside: async (db, entry) => {
      await db.outbox.delete(entry.seq)
    },
    judge: async (db, { verdicts }) => {
      for (const { id, ok } of verdicts) {
        if (ok) await db.outbox.where({ id }).modify({ accepted: true })
        else await db.outbox.where({ id }).delete()
      }
    },
  })),
  broken<typeof Judge>('keeps a refused act in the outbox', '@/sync/judge', ({ judge }) => ({
    judge: (db, { verdicts, epoch }, now) =>
      judge(db, { verdicts: verdicts.filter(({ ok }) => ok), epoch }, now),
  })),
  broken<typeof Pack>('sends the newest act first', '@/sync/pack', ({ pack }) => ({
    pack: (entries, most) => pack([...entries].reverse(), most),
  })),
  broken<typeof Pack>('sends an act under a new id each time', '@/sync/pack', ({ pack }) => {
    let tries = 0
    return {
      pack: (entries, most) => {
        const packed = pack(entries, most)
        return {
          ...packed,
          commands: packed.commands.map((one) => ({ ...one, id: `${one.id}-${String(tries++)}` })),
        }
      },
    }
  }),
  broken<typeof SyncState>('keeps a cursor the town no longer knows', '@/sync/sync-state', () => ({
    dropCursor: () => Promise.resolve(),
  })),
  broken<typeof TakeRows>(
    'keeps rows the town has removed',
    '@/sync/take-rows',
    ({ takeRows }) => ({
      takeRows: (db, page) =>
        takeRows(db, {
          ...page,
          tables: mapValues(page.tables, (table) => ({ ...table, gone: [] })),
        }),
    }),
  ),
  broken<typeof TakeRows>(
    'keeps rows the member may no longer see',
    '@/sync/take-rows',
    ({ takeRows }) => ({
      takeRows: (db, page) => takeRows(db, { ...page, done: [] }),
    }),
  ),
  broken<typeof TakeRows>('drops the last row of a page', '@/sync/take-rows', ({ takeRows }) => ({
    takeRows: (db, page) =>
      takeRows(db, {
        ...page,
        tables: mapValues(page.tables, (table) => ({
          ...table,
          values: table.values.map((list) => list.slice(0, -1)),
        })),
      }),
  })),
]

function broken<Module>(
  name: string,
  module: string,
  breakIt: (original: Module) => Partial<Module>,
): Broken {
  return {
    name,
    module,
    breakIt: (original) => ({ ...(original as Module), ...breakIt(original) }),
  }
}

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
