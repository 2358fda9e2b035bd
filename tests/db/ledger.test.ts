import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { brokenBooks } from '../ledger/broken.ts'
import { liveThrough, openBooks } from '../ledger/live.ts'
import { copyOf } from './support/village.ts'

// Points, objections and the shop, whatever people do in whatever order: `npm run ledger` for many more.
describe('the books of the town', () => {
  let books: BareDb
  beforeAll(async () => {
    books = await openBooks()
  })
  afterAll(() => books.close())

  it('hold after a few hundred histories', { timeout: 120_000 }, async () => {
    const { wrong, histories } = await liveThrough(books, { seed: 20261125, runs: 400 })
    expect(wrong).toBeUndefined()
    expect(histories).toBe(400)
  })

  // The rest of them takes longer to be noticed: `npm run ledger -- --broken`.
  const soonNoticed = brokenBooks.filter(({ wrong }) =>
    ['closes a month and credits nobody', 'puts every band', 'shows everybody every wallet'].some(
      (words) => wrong.includes(words),
    ),
  )
  it.each(soonNoticed)('are seen not to hold in a town that $wrong', async ({ sql }) => {
    const town = await copyOf(books)
    await town.exec(sql)
    const { wrong } = await liveThrough(town, { seed: 1, runs: 60 })
    await town.close()
    expect(wrong?.faults).not.toEqual([])
    expect(wrong).toBeDefined()
  })
})
