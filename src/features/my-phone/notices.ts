import type { PhoneDb } from '@/db/phone-db'

const shortest = 2

export async function readAll(db: PhoneDb): Promise<void> {
  await db.notices.filter(({ read }) => !read).modify({ read: true })
}

export async function readOne(db: PhoneDb, id: number): Promise<void> {
  await db.notices.update(id, { read: true })
}

export async function clearNotices(db: PhoneDb): Promise<void> {
  await db.notices.clear()
}

/** What a person had typed into a refused act, so that it can be copied out; ids and days are not their words. */
export function wordsTyped(args: object): string[] {
  return Object.values(args).filter(
    (value): value is string =>
      typeof value === 'string' && value.trim().length >= shortest && /\p{Script=Han}/u.test(value),
  )
}
