import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openBare } from '../../supabase/dev/bare.ts'
import { doorCode, doorCodeMs, newDoorKey } from '@/domain/door-code'

// What the phone at the door shows is what the town makes of the same key and minute, on any day.
it('makes the same code on the phone and in the town', async () => {
  const db = await openBare()
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 4_102_444_799_999 }),
        fc.constant(null).map(newDoorKey),
        async (at, key) => {
          const { rows } = await db.engine.query<{ code: string }>(
            'select private.door_code($1, $2) as code',
            [key, Math.floor(at / doorCodeMs)],
          )
          expect(await doorCode(key, at)).toBe(rows[0]?.code)
        },
      ),
      { numRuns: 60 },
    )
  } finally {
    await db.close()
  }
}, 60_000)
