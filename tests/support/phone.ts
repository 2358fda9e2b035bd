import 'fake-indexeddb/auto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { townClock } from '@/domain/clock'
import { asId, type MemberId } from '@/domain/id'
import { syncedTables, type CommandArgs } from '@/domain/server-types'
import type { CommandName, SyncedTable } from '@/domain/synced'
import { defineMutation, type AnyMutation, type Mutation } from '@/db/mutation'
import { mutate } from '@/db/mutate'
import { phoneDb, type PhoneDb } from '@/db/phone-db'
import { camel } from '@/sync/names'
import { byName, type SyncPorts, type Transport } from '@/sync/ports'
import { textOf, type PretendTown } from './pretend-town'

export const auntieLin: MemberId = asId('11111111-1111-4111-8111-111111111111')
export const oldChen: MemberId = asId('22222222-2222-4222-8222-222222222222')

export const saveMaterial = defineMutation('save_material', {
  touches: ['materials'],
  async apply(tx, args, { me, now }) {
    const before = await tx.get('materials', args.materialId)
    tx.put('materials', {
      ...{
        id: args.materialId,
        orgId: args.orgId,
        topic: args.topic,
        title: args.title,
        summary: args.summary,
      },
      ...{ minutes: args.minutes, fromDay: args.fromDay ?? null, untilDay: args.untilDay ?? null },
      ...{ status: before?.status ?? 'draft', authorId: before?.authorId ?? me },
      ...{ publishedAt: before?.publishedAt ?? null, editedAt: now, questionCount: 0 },
    })
  },
})

export const assignMaterial = defineMutation('assign_material', {
  touches: ['studyAssignments'],
  apply(tx, args, { me, now }) {
    tx.put('studyAssignments', {
      ...{ id: args.assignmentId, materialId: args.materialId, orgId: args.orgId },
      ...{
        category: args.category ?? null,
        memberId: args.memberId ?? null,
        dueOn: args.dueOn ?? null,
      },
      ...{ assignedBy: me, assignedAt: now },
    })
  },
})

export const unassignMaterial = defineMutation('unassign_material', {
  touches: ['studyAssignments'],
  apply(tx, args) {
    tx.delete('studyAssignments', args.assignmentId)
  },
})

/** What a secretary writes down when she saves a lesson. */
export const lesson = (
  title: string,
  { id = 'lesson', body = '' } = {},
): CommandArgs['save_material'] => ({
  ...{
    materialId: asId(id),
    orgId: asId('org'),
    topic: 'farming',
    title,
    summary: '',
    minutes: 5,
    body,
  },
})

/** That lesson given out to everyone, under the number of the task. */
export const task = (number: string, id = 'lesson'): CommandArgs['assign_material'] => ({
  ...{ assignmentId: asId(number), materialId: asId(id), orgId: asId('org') },
})

export const mutations: readonly AnyMutation[] = [saveMaterial, assignMaterial, unassignMaterial]

export interface TestPhone {
  db: PhoneDb
  ports: SyncPorts
  /** The wire as it is at the moment; a test may cut it. */
  line: { transport: Transport }
  act<Name extends CommandName, Table extends SyncedTable>(
    mutation: Mutation<Name, Table>,
    args: CommandArgs[Name],
  ): Promise<void>
}

/** Every phone has a store of its own, as phones have. */
export const ownStore = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })

export function newPhone(town: Pick<PretendTown, 'answer'>, me: MemberId = auntieLin): TestPhone {
  const db = phoneDb(me, ownStore())
  const line: TestPhone['line'] = { transport: town.answer }
  let tick = 1_780_000_000_000
  const clock = townClock(() => (tick += 10), 0)
  const ports: SyncPorts = {
    ...{ db, me, device: 'phone', clock, mutations: byName(mutations) },
    transport: (request, onHead) => line.transport(request, onHead),
  }
  const local = { db, me, clock: () => clock.now() }
  return { db, ports, line, act: (mutation, args) => mutate(local, mutation, args) }
}

/** What the phone shows of a table, in the town's spelling and only the columns that travel. */
export async function shown(db: PhoneDb, table: SyncedTable) {
  const rows = await db.table<Record<string, unknown>, string>(table).toArray()
  return rows.map((row) =>
    Object.fromEntries(
      syncedTables[table].columns.map((column) => [column, row[camel(column)] ?? null]),
    ),
  )
}

/** What the town says the same table is, spelled the same way. */
export function said(town: PretendTown, table: SyncedTable) {
  return town
    .rows(table)
    .map((row) =>
      Object.fromEntries(
        syncedTables[table].columns.map((column) => [column, row[column] ?? null]),
      ),
    )
    .sort((a, b) => textOf(a['id']).localeCompare(textOf(b['id'])))
}
