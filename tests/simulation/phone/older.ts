import { newId } from '@/domain/id'
import type { OutboxEntry, PhoneDb } from '@/db/phone-db'
import type { Chance } from '../ports'

/** Acts as other versions of the app wrote them; the outbox keeps whatever was once promised. */
const shapes: readonly ((materialId: string) => { name: string; args: object })[] = [
  // An act that this version has no name for any more, or not yet.
  () => ({ name: 'praise_member', args: { stars: 5 } }),
  // Before listening was counted.
  (materialId) => ({ name: 'record_reading', args: { materialId, reachedPermille: 400 } }),
  // With something in it that nobody asks for today.
  (materialId) => ({
    name: 'finish_material',
    args: { materialId, finishedOn: '2026-05-01', mood: 3 },
  }),
  // Its own number under another name: nothing here can be drawn, and nothing put where it belongs.
  (materialId) => ({ name: 'assign_material', args: { taskId: 'task-1', materialId } }),
  // Under a name that changed.
  (materialId) => ({ name: 'finish_material', args: { lessonId: materialId } }),
]

export async function writeOldAct(db: PhoneDb, chance: Chance, madeAt: number): Promise<void> {
  const materials = await db.materials.toCollection().primaryKeys()
  const shape = materials.length > 0 ? chance.pick(shapes) : shapes[0]
  const act = shape?.(materials[0] ?? '')
  if (!act) return
  const { name, args } = act as Pick<OutboxEntry, 'name' | 'args'>
  await db.outbox.add({ id: newId(), name, args, madeAt, accepted: false })
}

/** Tables that the older app does not know yet, and so passes over. */
const unknown: readonly string[] = ['material_files', 'branch_transfers']

/** An answer of a town that has grown since this version of the app was built, as far as that version takes it in. */
export function fromNewerTown(body: string): string {
  const page = JSON.parse(body) as {
    tables?: Record<string, { columns: string[]; values: unknown[][]; gone: string[] }>
    done?: string[]
  }
  if (!page.tables) return body
  const tables: typeof page.tables = {
    future_things: { columns: ['id', 'what'], values: [['f1'], ['new']], gone: ['f2'] },
  }
  const known = Object.entries(page.tables).filter(([name]) => !unknown.includes(name))
  for (const [name, { columns, values, gone }] of known) {
    tables[name] = {
      columns: ['future_column', ...columns],
      values: [(values[0] ?? []).map(() => 'new'), ...values],
      gone,
    }
  }
  const done = page.done && [
    ...page.done.filter((name) => !unknown.includes(name)),
    'future_things',
  ]
  return JSON.stringify({ future: true, ...page, tables, ...(done && { done }) })
}
