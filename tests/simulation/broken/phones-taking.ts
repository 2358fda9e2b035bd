import type { BrokenVersion } from './version.ts'

/** Phones that do not end up with what the town said. */
export const phonesTaking: readonly BrokenVersion[] = [
  {
    wrong: 'keeps rows that the town has removed',
    phone: [
      {
        file: 'src/sync/take-rows.ts',
        from: 'await db.table(table).bulkDelete([...wire.gone])',
        to: '',
      },
    ],
  },
  {
    wrong: 'drops the last row of each table of a page',
    phone: [
      {
        file: 'src/sync/take-rows.ts',
        from: 'bulkPut(rows)',
        to: 'bulkPut(from + rows.length < rowCount(wire) ? rows : rows.slice(0, -1))',
      },
    ],
  },
  {
    wrong: 'keeps what a whole copy did not name',
    phone: [
      {
        file: 'src/sync/take-rows.ts',
        from: 'await sweep(db, phoneTable(serverName))',
        to: 'void [sweep, serverName]',
      },
    ],
  },
  {
    wrong: 'takes what an earlier copy named for what this one names',
    phone: [
      {
        file: 'src/sync/absorb.ts',
        from: 'if (copied === null) await db.seenPages.clear()',
        to: '',
      },
      {
        file: 'src/sync/absorb.ts',
        from: 'if (next.copied === null) await db.seenPages.clear()',
        to: '',
      },
    ],
  },
  {
    wrong: 'writes the cursor in a transaction of its own, before the rows',
    phone: [
      {
        file: 'src/sync/absorb.ts',
        from: "  await db.transaction('rw', [...stores",
        to: `  const before = await readState(db)
  if (before.cursor === asked.cursor) await db.syncState.put(after(page, before, clock.now()))
  await db.transaction('rw', [...stores`,
      },
      {
        file: 'src/sync/absorb.ts',
        from: 'const state = await readState(db)',
        to: 'const state = before',
      },
    ],
  },
  {
    wrong: 'uses a page asked for ahead, though the phone stands elsewhere now',
    phone: [
      {
        file: 'src/sync/pages.ts',
        from: 'return asked?.request.cursor === cursor ? asked : undefined',
        to: 'return cursor === undefined ? undefined : asked',
      },
      {
        file: 'src/sync/sync-once.ts',
        from: 'await absorb(ports, { cursor: request.cursor, accepted }, page)',
        to: 'await absorb(ports, { cursor: state.cursor, accepted }, page)',
      },
    ],
  },
  {
    wrong: 'does not lay unsent acts on again',
    phone: [
      {
        file: 'src/sync/absorb.ts',
        from: 'await layUnsent(ports)',
        to: 'void layUnsent',
      },
    ],
  },
  {
    wrong: 'does not lift unsent acts off before it takes a page',
    phone: [
      {
        file: 'src/sync/absorb.ts',
        from: 'await liftUnsent(db)',
        to: 'void liftUnsent',
      },
    ],
  },
  {
    wrong: 'takes the row an unsent act has changed for the town’s word on it',
    phone: [
      {
        file: 'src/db/overlay.ts',
        from: 'ids.filter((_, i) => kept[i] === undefined)',
        to: 'ids.filter((_, i) => kept.length > i)',
      },
      {
        file: 'src/db/overlay.ts',
        from: 'this.#db.shadow.bulkAdd(shadows)',
        to: 'this.#db.shadow.bulkPut(shadows)',
      },
    ],
  },
  {
    wrong: 'stops taking pages at an act of an older app that it cannot draw',
    phone: [
      {
        file: 'src/db/overlay.ts',
        from: "if (typeof id !== 'string') throw new TypeError('a row without an id')",
        to: '',
      },
      {
        file: 'src/db/overlay.ts',
        from: 'this.#rows(table).set(id, row)',
        to: 'this.#rows(table).set(id as string, row)',
      },
    ],
  },
  {
    wrong: 'goes on from the cursor of an app that knew fewer tables',
    phone: [
      {
        file: 'src/sync/sync-state.ts',
        from: 'state.knew === knownTables ? state',
        to: 'state.knew !== null ? state',
      },
    ],
  },
  {
    wrong: 'keeps a cursor that the town cannot use',
    phone: [
      {
        file: 'src/sync/without-a-page.ts',
        from: `await dropCursor(ports.db, request.cursor)
      return { kind: 'more' }`,
        to: `void dropCursor
      return { kind: 'fault', fault: { kind: 'refused', code } }`,
      },
    ],
  },
]
