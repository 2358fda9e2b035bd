import { expect } from 'vitest'
import type { Db } from '../../../supabase/dev/database.ts'
import type { CrowdPhone, Heard } from './crowd.ts'
import { type Act } from './village.ts'

let planned = 0

/** A shift of Willow Village with so many places; on another day each time, so that none clashes with another. */
export async function planShift(house: Db, places: number): Promise<string> {
  planned += 1
  const shiftId = crypto.randomUUID()
  await house.query(
    `insert into public.shifts (id, org_id, post, place, on_day, from_minute, until_minute, places, opens_on, closes_on,
       leave_hours, rest_hours, confirm_hours, organiser_id, status, made_by)
     select $1, tests.id('Willow Village'), 'Sweeping', 'Gate', day, 480, 600, $2, tests.today(), day, 24, 0, 24, person, 'open', person
     from (select tests.today() + 10 * $3::int as day, tests.id('Secretary Wang') as person) as made`,
    [shiftId, places, planned],
  )
  return shiftId
}

interface SignedUp {
  /** Where the answer itself says that this phone's member stands. */
  place: string
  /** Of the request that was answered. */
  ms: number
  bytes: number
  tries: number
}

/** All at the same moment; a phone whose line breaks after so many milliseconds says the very same again, until it is heard. */
export function everyoneSignsUp(
  phones: readonly CrowdPhone[],
  shiftId: string,
  breaksAfterMs: (n: number) => number | undefined = () => undefined,
): Promise<SignedUp[]> {
  return Promise.all(
    phones.map(async (phone, n) => {
      const signupId = crypto.randomUUID()
      const act: Act = {
        ...{ id: crypto.randomUUID(), name: 'sign_up' },
        args: { signup_id: signupId, shift_id: shiftId },
      }
      let tries = 1
      let heard = await phone.say([act], breaksAfterMs(n))
      for (; heard === 'lost'; tries += 1) heard = await phone.say([act])
      expect(heard.codes).toEqual(['ok'])
      return { place: placeIn(heard, signupId), ms: heard.ms, bytes: heard.bytes, tries }
    }),
  )
}

function placeIn({ tables }: Heard, signupId: string): string {
  const { columns = [], values = [] } = tables['shift_signups'] ?? {}
  const column = (name: string) => values[columns.indexOf(name)] ?? []
  const place = column('status')[column('id').indexOf(signupId)]
  return typeof place === 'string' ? place : 'untold'
}

/** Seven have a place, all others wait, each once, numbered as they were heard. */
export async function expectSevenIn(house: Db, shiftId: string, many: number): Promise<void> {
  const rows = await house.query<{ status: string; nth: number; member: string; heard: string }>(
    `select status, nth, member_id as member, heard_at as heard from public.shift_signups where shift_id = $1 order by nth`,
    [shiftId],
  )
  expect(rows.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 7 }, () => 'held'),
    ...Array.from({ length: many - 7 }, () => 'waiting'),
  ])
  expect(rows.map(({ nth }) => nth)).toEqual(Array.from({ length: many }, (_, n) => n + 1))
  expect(new Set(rows.map(({ member }) => member)).size).toBe(many)
  const heard = rows.map(({ heard: at }) => new Date(at).getTime())
  expect(heard).toEqual(heard.toSorted((a, b) => a - b))
}
