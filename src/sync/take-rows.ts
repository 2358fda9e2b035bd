import type { PhoneDb } from '@/db/phone-db'
import { phoneTable, type SyncedTable } from '@/domain/synced'
import type { SyncPage, WireTable } from '@/domain/wire'
import { rowCount, rowsOf } from './rows'

/** A put of more holds a slow phone's thread too long at once: a finger waits for no more than one of them. */
const cellsPerPut = 250
/** A text of so many signs is as much to copy as one more cell. */
const signsPerCell = 200
const keysPerRead = 1000

/** Takes one page of the server's word. A table this version does not know is left for a later one. */
export async function takeRows(db: PhoneDb, page: SyncPage): Promise<void> {
  for (const [serverName, wire] of Object.entries(page.tables)) {
    const table = phoneTable(serverName)
    if (!table) continue
    await db.table(table).bulkDelete([...wire.gone])
    const ids: string[] = []
    for (let from = 0; from < rowCount(wire);) {
      const rows = rowsOf(wire, from, endOfPut(wire, from))
      await db.table(table).bulkPut(rows)
      for (const { id } of rows) ids.push(id)
      from += rows.length
    }
    if (page.fresh) await db.seenPages.add({ table, ids })
  }
  if (page.fresh) for (const serverName of page.done) await sweep(db, phoneTable(serverName))
}

function endOfPut({ values }: WireTable, from: number): number {
  const [first = []] = values
  let cells = 0
  let end = from
  while (end < first.length && cells < cellsPerPut) {
    cells += 1
    for (const column of values) {
      const cell = column[end]
      cells += 1 + (typeof cell === 'string' ? cell.length / signsPerCell : 0)
    }
    end += 1
  }
  return end
}

/** A full copy has named every row there is; whatever it did not name is no longer this member's to see. */
async function sweep(db: PhoneDb, table: SyncedTable | undefined): Promise<void> {
  if (!table) return
  const seen = new Set<string>()
  await db.seenPages
    .where('table')
    .equals(table)
    .each(({ ids }) => {
      for (const id of ids) seen.add(id)
    })
  const rows = db.table<unknown, string>(table)
  for (let last = ''; ;) {
    const ids = await rows.where(':id').above(last).limit(keysPerRead).primaryKeys()
    await rows.bulkDelete(ids.filter((id) => !seen.has(id)))
    if (ids.length < keysPerRead) return
    last = ids[ids.length - 1] ?? last
  }
}
