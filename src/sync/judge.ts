import type { OutboxEntry, PhoneDb } from '@/db/phone-db'
import { sayAct } from '@/domain/act-words'
import type { Moment } from '@/domain/day'
import { sayRefusal } from '@/domain/refusal-words'
import type { Verdict } from '@/domain/wire'

export interface Judged {
  verdicts: readonly Verdict[]
  epoch: string
}

/** Marks what was agreed to, takes off what was refused, and leaves a notice of each refusal. */
export async function judge(db: PhoneDb, { verdicts, epoch }: Judged, now: Moment): Promise<void> {
  if (verdicts.length === 0) return
  const said = new Map(verdicts.map((verdict) => [verdict.id, verdict]))
  const entries = await db.outbox
    .where('id')
    .anyOf([...said.keys()])
    .sortBy('seq')
  const agreed: OutboxEntry[] = []
  for (const entry of entries) {
    const verdict = said.get(entry.id)
    if (verdict?.ok) agreed.push({ ...entry, ...withoutSecrets(entry), accepted: true, epoch })
    else if (verdict) await setAside(db, entry, verdict.code, now)
  }
  await db.outbox.bulkPut(agreed)
}

/** A refused act leaves the outbox, but what the person wrote stays where it can be read. */
export async function setAside(
  db: PhoneDb,
  entry: OutboxEntry,
  code: string,
  now: Moment,
): Promise<void> {
  const { name } = entry
  const say = `「${sayAct(name)}」没有通过：${sayRefusal(code)}`
  await db.notices.add({
    kind: 'refused',
    at: now,
    read: false,
    say,
    act: { name, args: withoutSecrets(entry).args, code },
  })
  await db.outbox.delete(entry.seq)
}

/** An activation code has done its work once judged: nothing on the phone may still know it. */
function withoutSecrets({ args }: OutboxEntry): Pick<OutboxEntry, 'args' | 'hadSecret'> {
  const given = Object.entries(args)
  const harmless = given.filter(([name]) => !name.startsWith('secret'))
  const kept = Object.fromEntries(harmless) as OutboxEntry['args']
  return { args: kept, ...(harmless.length < given.length && { hadSecret: true }) }
}
