// @vitest-environment node
import { IDBKeyRange } from 'fake-indexeddb'
import Dexie from 'dexie'
import { describe, expect, it, vi } from 'vitest'
import { rowsIn } from '../../simulation/phone/disk'
import { newDisk, type Disk } from '../../simulation/phone/insides'
import { PageStore, type Fate } from '../../simulation/phone/page-store'

vi.spyOn(console, 'warn').mockReturnValue()

interface Note {
  id: number
  text: string
}

function pageOn(disk: Disk, fate: Partial<Fate> = {}) {
  const store = new PageStore(disk)
  const db = new Dexie('notes', { indexedDB: store.factory, IDBKeyRange })
  db.version(1).stores({ notes: 'id' })
  store.fate(fate)
  return { store, db, notes: db.table<Note, number>('notes') }
}

const note = (id: number): Note => ({ id, text: `note ${String(id)}` })
const on = (disk: Disk) => rowsIn<Note>(disk, 'notes', 'notes').map(({ id }) => id)

async function diskWithOneNote(): Promise<Disk> {
  const disk = newDisk()
  const { db, notes, store } = pageOn(disk)
  await notes.add(note(1))
  store.die()
  db.close()
  return disk
}

/** Long enough for anything that could still happen to have happened. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
}

async function outcomeOf(work: PromiseLike<unknown>): Promise<string> {
  let outcome = 'no word'
  work.then(
    () => (outcome = 'kept'),
    (error: unknown) => (outcome = (error as Error).name),
  )
  await rest()
  return outcome
}

describe('a page that dies', () => {
  it('leaves all of what it was writing or nothing, at whatever event it dies', async () => {
    const seen = new Set<string>()
    for (let diesAfter = 1; diesAfter < 20; diesAfter++) {
      for (const keepsLastCommit of [true, false]) {
        const disk = await diskWithOneNote()
        const { notes } = pageOn(disk, { diesAfter, keepsLastCommit })
        const outcome = await outcomeOf(notes.bulkAdd([note(2), note(3), note(4)]))
        seen.add(`${outcome} ${String(on(disk))}`)
      }
    }
    expect([...seen].sort()).toEqual(['kept 1,2,3,4', 'no word 1', 'no word 1,2,3,4'])
  })

  it('stands in no other page’s way, whenever it dies', async () => {
    for (let diesAfter = 1; diesAfter < 14; diesAfter++) {
      const disk = newDisk()
      const dying = pageOn(disk, { diesAfter, keepsLastCommit: diesAfter % 2 === 0 })
      const other = pageOn(disk)
      const [, outcome] = await Promise.all([
        outcomeOf(dying.notes.bulkAdd([note(2), note(3)])),
        outcomeOf(other.notes.add(note(9))),
      ])
      expect(outcome, `after ${String(diesAfter)}`).toBe('kept')
      expect(on(disk)).toContain(9)
    }
  })

  it('never hears anything again, and asks in vain', async () => {
    const disk = await diskWithOneNote()
    const { store, db, notes } = pageOn(disk)
    await notes.count()
    store.die()
    expect(await outcomeOf(notes.add(note(2)))).toBe('no word')
    expect(await outcomeOf(db.delete())).toBe('no word')
    expect(on(disk)).toEqual([1])
  })
})

describe('a full disk', () => {
  it('refuses the whole transaction, at whatever event it is noticed', async () => {
    for (let fullAfter = 1; fullAfter <= 4; fullAfter++) {
      const disk = await diskWithOneNote()
      const { store, db, notes } = pageOn(disk, { fullAfter })
      const struck = vi.fn()
      store.onFault = struck
      const outcome = await outcomeOf(
        db.transaction('rw', notes, () => notes.bulkAdd([note(2), note(3), note(4)])),
      )
      expect(['BulkError', 'AbortError', 'QuotaExceededError']).toContain(outcome)
      expect(on(disk)).toEqual([1])
      expect(struck).toHaveBeenCalledExactlyOnceWith('full')
      expect(await outcomeOf(notes.add(note(5)))).toBe('kept')
    }
  })
})

describe('a dropped connection', () => {
  it('takes back what was not committed, and is opened anew', async () => {
    for (let dropsAfter = 1; dropsAfter <= 3; dropsAfter++) {
      const disk = await diskWithOneNote()
      const { db, notes } = pageOn(disk)
      const { store } = pageOn(disk)
      await notes.count()
      store.die()
      db.close({ disableAutoOpen: false })
      const again = pageOn(disk, { dropsAfter })
      await outcomeOf(again.notes.bulkAdd([note(2), note(3)]))
      expect([[1], [1, 2, 3]]).toContainEqual(on(disk))
      expect(await outcomeOf(again.notes.put(note(4)))).toMatch(/kept|Error/)
      expect(await outcomeOf(again.notes.put(note(4)))).toBe('kept')
    }
  })
})
