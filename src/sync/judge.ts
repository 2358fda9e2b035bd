import type { OutboxEntry, PhoneDb } from '@/db/phone-db'
import { actWords } from '@/domain/act-words'
import type { Moment } from '@/domain/day'
import { sayRefusal } from '@/domain/refusal-words'
import type { Verdict } from '@/domain/wire'

/** Marks what was agreed to, takes off what was refused, and leaves a notice of each refusal. */
export async function judge(db: PhoneDb, verdicts: readonly Verdict[], now: Moment): Promise<void> {
  for (const verdict of verdicts) {
    const entry = await db.outbox.where('id').equals(verdict.id).first()
    if (!entry) continue
    if (verdict.ok)
      await db.outbox.update(entry.seq, { accepted: true, args: withoutSecrets(entry.args) })
    else await setAside(db, entry, verdict.code, now)
  }
}

/** A refused act leaves the outbox, but what the person wrote stays where it can be read. */
export async function setAside(
  db: PhoneDb,
  entry: OutboxEntry,
  code: string,
  now: Moment,
): Promise<void> {
  const { name, args } = entry
  const say = `「${actWords[name]}」没有通过：${sayRefusal(code)}`
  await db.notices.add({
    kind: 'refused',
    at: now,
    read: false,
    say,
    act: { name, args: withoutSecrets(args), code },
  })
  await db.outbox.delete(entry.seq)
}

/** An activation code has done its work once judged: nothing on the phone may still know it. */
function withoutSecrets<Args extends object>(args: Args): Args {
  return Object.fromEntries(
    Object.entries(args).filter(([name]) => !name.startsWith('secret')),
  ) as Args
}
