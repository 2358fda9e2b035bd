import type { BrokenVersion } from './version.ts'

/** Phones that lose, repeat or rearrange what their owner did. */
export const phonesSending: readonly BrokenVersion[] = [
  {
    wrong: 'empties the outbox before the town has answered',
    phone: [
      {
        file: 'src/sync/sync-once.ts',
        from: '  const { answer, askedAt } = await asking.heard\n',
        to: `  await db.outbox.bulkDelete(unsent.slice(0, request.commands.length).map(({ seq }) => seq))
  const { answer, askedAt } = await asking.heard\n`,
      },
    ],
  },
  {
    wrong: 'sends the newest act first',
    phone: [
      {
        file: 'src/sync/pack.ts',
        from: 'for (const entry of entries) {',
        to: 'for (const entry of entries.toReversed()) {',
      },
    ],
  },
  {
    wrong: 'gives an act a new id at each try',
    phone: [
      { file: 'src/sync/pack.ts', from: '  id: entry.id,', to: '  id: crypto.randomUUID(),' },
    ],
  },
  {
    wrong: 'leaves no notice of a refusal',
    phone: [
      {
        file: 'src/sync/judge.ts',
        from: 'await db.notices.add({',
        to: 'await Promise.resolve({',
      },
    ],
  },
  {
    wrong: 'keeps a refused act in the outbox',
    phone: [
      {
        file: 'src/sync/judge.ts',
        from: 'else if (verdict) await setAside(db, entry, verdict.code, now)',
        to: '',
      },
    ],
  },
  {
    wrong: 'takes a refused act off in the service worker, without taking its rows off',
    phone: [
      {
        file: 'src/sync/deliver.ts',
        from: 'page.verdicts.filter(({ ok }) => ok)',
        to: 'page.verdicts',
      },
    ],
  },
  {
    wrong: 'writes an act in two transactions: first its rows, then the outbox',
    phone: [
      {
        file: 'src/db/mutate.ts',
        from: `    await db.outbox.add({ id, name: mutation.name, args, madeAt, accepted: false })
  })`,
        to: `  }).then(() => db.outbox.add({ id, name: mutation.name, args, madeAt, accepted: false }))`,
      },
    ],
  },
  {
    wrong: 'lets any later reading of a piece take the place of an unsent one, even of less',
    phone: [
      {
        file: 'src/features/study/mutations.ts',
        from: `earlier.materialId === later.materialId &&
    earlier.reachedPermille <= later.reachedPermille &&
    earlier.heardSeconds <= later.heardSeconds,`,
        to: 'earlier.materialId === later.materialId,',
      },
    ],
  },
  {
    wrong: 'does not say again what a restored database has forgotten',
    phone: [
      {
        file: 'src/sync/absorb.ts',
        from: 'if (page.fresh) await sayAgain(db, page.epoch)',
        to: 'void sayAgain',
      },
    ],
  },
  {
    wrong: 'forgets an act as soon as its rows are here, so that it cannot be said again',
    phone: [
      {
        file: 'src/sync/say-again.ts',
        from: 'await db.said.bulkPut(worthKeeping.map((entry) => ({ ...entry, saidAt: now })))',
        to: '',
      },
    ],
  },
  {
    wrong:
      'does not tell in which life of the database it lives: new acts are judged before old ones are said again',
    phone: [
      {
        file: 'src/sync/sync-once.ts',
        from: '): SyncRequest => ({ v: wireVersion, device, ...about })',
        to: '): SyncRequest => ({ v: wireVersion, device, ...about, epoch: null })',
      },
    ],
  },
  {
    wrong: 'strikes acts that nobody has agreed to yet, once a page ends',
    phone: [
      {
        file: 'src/sync/say-again.ts',
        from: `const shown = await db.outbox.where('id').anyOf(ids).toArray()`,
        to: 'const shown = ids.length > 0 ? await db.outbox.toArray() : []',
      },
      {
        file: 'src/sync/say-again.ts',
        from: 'shown.filter(({ accepted }) => accepted)',
        to: 'shown',
      },
    ],
  },
]
