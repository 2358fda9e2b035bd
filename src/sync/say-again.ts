import type { OutboxEntry, PhoneDb, SyncState } from '@/db/phone-db'
import type { Moment } from '@/domain/day'
import type { Mutations } from './ports'

/** A town restores yesterday's backup, or last week's: acts are remembered a day longer than backups are kept. */
const keepMs = 8 * 24 * 60 * 60_000
const keepMost = 300

/** Which life of the town's database this phone's agreed acts belong to; null when it has none to lose. */
export async function epochHere(db: PhoneDb, state: SyncState): Promise<string | null> {
  if (state.epoch !== null) return state.epoch
  const agreed = await db.outbox.filter(({ accepted }) => accepted).first()
  const said = agreed ?? (await db.said.toCollection().first())
  return said?.epoch ?? null
}

/** What was agreed to leaves the outbox, but is kept a while: a restored database would not know of it any more. */
export async function settle(
  { db, mutations }: { db: PhoneDb; mutations: Mutations },
  ids: readonly string[],
  now: Moment,
): Promise<void> {
  const shown = await db.outbox.where('id').anyOf(ids).toArray()
  const settled = shown.filter(({ accepted }) => accepted)
  if (settled.length === 0) return
  await db.outbox.bulkDelete(settled.map(({ seq }) => seq))
  const kept = await db.said.toArray()
  const worthKeeping = settled.filter(({ hadSecret }) => !hadSecret)
  await db.said.bulkPut(worthKeeping.map((entry) => ({ ...entry, saidAt: now })))
  const stale = kept.filter(
    (said, n) =>
      said.saidAt < now - keepMs ||
      n < kept.length + worthKeeping.length - keepMost ||
      worthKeeping.some((entry) => replaces(mutations, said, entry)),
  )
  await db.said.bulkDelete(stale.map(({ seq }) => seq))
}

function replaces(mutations: Mutations, earlier: OutboxEntry, later: OutboxEntry): boolean {
  if (earlier.name !== later.name) return false
  return mutations.get(later.name)?.replaces?.(earlier.args, later.args) ?? false
}

/**
 * The database began a new life: whatever it agreed to in the one before waits again, in its old place. The town
 * knows an act by its id, so that what has survived the restore is not done twice.
 */
export async function sayAgain(db: PhoneDb, epoch: string): Promise<void> {
  await db.outbox
    .filter((entry) => entry.accepted && entry.epoch !== epoch)
    .modify({ accepted: false })
  const lost = await db.said.filter((entry) => entry.epoch !== epoch).toArray()
  const again = lost.map(({ saidAt: _, ...entry }): OutboxEntry => ({ ...entry, accepted: false }))
  await db.outbox.bulkPut(again)
  await db.said.bulkDelete(lost.map(({ seq }) => seq))
}
