import type { PhoneDb } from '@/db/phone-db'
import { phoneTable, type SyncedTable } from '@/domain/synced'
import type { SyncPage } from '@/domain/wire'
import { rowCount, rowsOf } from './rows'

/** A put of more holds a slow phone's thread too long at once: a finger waits for no more than one of them. */
const cellsPerPut = 400

/** Takes one page of the server's word. A table this version does not know is left for a later one. */
export async function takeRows(db: PhoneDb, page: SyncPage): Promise<void> {
  for (const [serverName, wire] of Object.entries(page.tables)) {
    const table = phoneTable(serverName)
    if (!table) continue
    await db.table(table).bulkDelete([...wire.gone])
    const ids: string[] = []
    const rowsPerPut = Math.ceil(cellsPerPut / (wire.columns.length + 1))
    for (let from = 0; from < rowCount(wire); from += rowsPerPut) {
      const rows = rowsOf(wire, from, from + rowsPerPut)
      await db.table(table).bulkPut(rows)
      for (const { id } of rows) ids.push(id)
    }
    if (page.fresh) await db.seenPages.add({ table, ids })
  }
  if (page.fresh) for (const serverName of page.done) await sweep(db, phoneTable(serverName))
}

/** A full copy has named every row there is; whatever it did not name is no longer this member's to see. */
async function sweep(db: PhoneDb, table: SyncedTable | undefined): Promise<void> {
  if (!table) return
  const pages = await db.seenPages.where('table').equals(table).toArray()
  const seen = new Set(pages.flatMap(({ ids }) => ids))
  const ids = await db.table<unknown, string>(table).toCollection().primaryKeys()
  await db.table(table).bulkDelete(ids.filter((id) => !seen.has(id)))
}
