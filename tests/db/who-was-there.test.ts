import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { PretendPhone } from './support/pretend-phone.ts'
import { idOf, openVillage, trip, type Act, type Json } from './support/village.ts'

// The secretary, a second of the committee and a member with no signal all write down who was at one meeting, each on
// their own phone, which are heard in whatever order. What stands at the end follows from the order in which the town
// heard them (decision 0025), and every phone shows it.

const people = ['Old Zhou', 'Young Wu'] as const
const presences = ['present', 'home', 'absent'] as const
const someone = fc.constantFrom(...people)

type Said =
  | { does: 'hold'; absent: readonly (typeof people)[number][] }
  | {
      does: 'mark'
      who: (typeof people)[number]
      presence: (typeof presences)[number]
      reason: string
    }
  | { does: 'come' }

const committee = fc.oneof(
  fc.record({ does: fc.constant('hold' as const), absent: fc.subarray([...people]) }),
  fc.record({
    does: fc.constant('mark' as const),
    who: someone,
    presence: fc.constantFrom(...presences),
    reason: fc.constantFrom('', 'she sat at the back'),
  }),
)
const errands = fc.array(
  fc.oneof(
    fc.record({
      by: fc.constantFrom('Secretary Wang', 'Committee Sun'),
      said: fc.array(committee, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ by: fc.constant('Old Zhou'), said: fc.constant([{ does: 'come' as const }]) }),
  ),
  { minLength: 1, maxLength: 6 },
)

let village: BareDb
beforeAll(async () => {
  village = await openVillage()
})
afterAll(() => village.close())

/** What the rules say, told once more in few words. */
function judge(told: readonly { by: string; said: readonly Said[] }[]) {
  const marks = new Map<string, { presence: string; how: string }>()
  let isHeld = false
  const verdicts: (string | null)[] = []
  for (const { by, said } of told)
    for (const one of said)
      switch (one.does) {
        case 'hold':
          verdicts.push(isHeld ? 'meeting-over' : null)
          if (isHeld) break
          isHeld = true
          for (const who of people)
            if (one.absent.includes(who)) marks.set(who, { presence: 'absent', how: 'list' })
            else if (!marks.has(who)) marks.set(who, { presence: 'present', how: 'list' })
          break
        case 'mark':
          verdicts.push(isHeld && one.reason === '' ? 'needs-a-reason' : null)
          if (isHeld && one.reason === '') break
          marks.set(one.who, { presence: one.presence, how: isHeld ? 'correction' : 'list' })
          break
        case 'come': {
          const isPutRight = marks.get(by)?.how === 'correction'
          verdicts.push(isPutRight ? 'attendance-put-right' : null)
          if (!isPutRight) marks.set(by, { presence: 'present', how: 'code' })
        }
      }
  return { verdicts, marks }
}

it('ends as the rules say, whoever is heard first, and on every phone alike', async () => {
  const [town] = await village.query<{ minute: number; day: string }>(
    `select (extract(epoch from now()) / 60)::int as minute, tests.today()::text as day`,
  )
  const ids = Object.fromEntries(
    await Promise.all(people.map(async (name) => [name, await idOf(village, name)] as const)),
  )
  const willow = await idOf(village, 'Willow Village')
  const key = '0123456789abcdef0123456789abcdef'
  const [{ code } = { code: '' }] = await village.query<{ code: string }>(
    'select private.door_code($1, $2) as code',
    [key, town?.minute],
  )
  const phones = ['Secretary Wang', 'Committee Sun', 'Old Zhou'].map((who) => new PretendPhone(who))

  await fc.assert(
    fc.asyncProperty(errands, async (told) => {
      const meetingId = crypto.randomUUID()
      const act = (one: Said): Act => {
        const about = { meeting_id: meetingId, attendance_mark_id: crypto.randomUUID() }
        if (one.does === 'come') return { name: 'check_in', args: { ...about, code } }
        if (one.does === 'mark')
          return {
            name: 'mark_attendance',
            args: {
              ...about,
              ...{ member_id: ids[one.who] ?? '', presence: one.presence, reason: one.reason },
            },
          }
        const exceptions = one.absent.map((who): Json => ({
          ...{ member_id: ids[who] ?? '', presence: 'absent', is_late: false, left_early: false },
          reason: '',
        }))
        return { name: 'hold_meeting', args: { meeting_id: meetingId, exceptions } }
      }
      // The whole day, so that the code of this minute is one of its door's.
      await trip(village, 'Secretary Wang', null, [
        {
          name: 'plan_meeting',
          args: {
            ...{ meeting_id: meetingId, org_id: willow, kind: 'theme_day', title: 'T', place: 'P' },
            ...{ on_day: town?.day ?? '', from_minute: 0, until_minute: 1440, door_key: key },
            expects: 'everybody',
          },
        },
      ])
      const heard: (string | null)[] = []
      for (const { by, said } of told) {
        const page = await trip(village, by, null, said.map(act))
        heard.push(...page.verdicts.map(({ code: refusal }) => refusal ?? null))
      }

      const { verdicts, marks } = judge(told)
      expect(heard).toEqual(verdicts)
      const stands = await village.query<{ name: string; presence: string; how: string }>(
        `select names.name, mark.presence, mark.how from private.attendance_at($1) as mark
         join tests.names on names.id = mark.member_id where names.name = any ($2)`,
        [meetingId, [...people]],
      )
      expect(new Map(stands.map(({ name, presence, how }) => [name, { presence, how }]))).toEqual(
        marks,
      )
      for (const phone of phones) {
        await phone.settle(village)
        expect(await phone.differences(village)).toEqual([])
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)
