import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { PretendPhone } from './support/pretend-phone.ts'
import { idOf, openVillage, trip, type Act } from './support/village.ts'

const people = [
  'Old Zhou',
  'Auntie Lin',
  'Young Wu',
  'Secretary Wang',
  'Committee Sun',
  'Coordinator Li',
  'Town Zhao',
  'Cadre Qian',
  'Old Chen',
  'Secretary Ma',
] as const
const pieces = ['Plan', 'Fraud', 'Rice', 'Peaches', 'Draft of Willow'] as const
const orgs = ['Town', 'East Area', 'Willow Village', 'Peach Village', 'Bridge Village'] as const
const branches = ['Willow Village', 'Peach Village', 'Bridge Village'] as const
const categories = ['migrant', 'village', 'elder', 'office'] as const
const pick = fc.constantFrom

/** Things people do; arguments that are names of the village stand for their ids. */
const deed = fc.oneof(
  fc.record({
    name: pick('record_reading'),
    args: fc.record({
      material_id: pick(...pieces),
      reached_permille: fc.nat(1000),
      heard_seconds: fc.nat(99),
    }),
  }),
  fc.record({
    name: pick('finish_material'),
    args: fc.record({
      material_id: pick(...pieces),
      finished_on: pick('2026-11-01', '2027-02-03'),
    }),
  }),
  fc.record({
    name: pick('publish_material', 'withdraw_material'),
    args: fc.record({ material_id: pick(...pieces) }),
  }),
  fc.record({
    name: pick('assign_material'),
    args: fc.record({
      assignment_id: fc.uuid(),
      material_id: pick(...pieces),
      org_id: pick(...orgs),
      category: fc.option(pick(...categories)),
      member_id: fc.option(pick(...people)),
    }),
  }),
  fc.record({
    name: pick('unassign_material'),
    args: fc.record({ assignment_id: pick('any assignment') }),
  }),
  fc.record({
    name: pick('save_material'),
    args: fc.record({
      material_id: pick(...pieces),
      org_id: pick(...orgs),
      topic: pick('farming'),
      title: fc.string({ minLength: 1, maxLength: 9 }),
      summary: pick(''),
      minutes: pick(10, 20),
      body: fc.string({ maxLength: 200 }),
    }),
  }),
  fc.record({ name: pick('detach_file'), args: fc.record({ file_id: pick('any file') }) }),
  fc.record({
    name: pick('transfer_member'),
    args: fc.record({
      transfer_id: fc.uuid(),
      member_id: pick('Old Zhou', 'Auntie Lin', 'Young Wu', 'Old Chen', 'Coordinator Li'),
      to_branch_id: pick(...branches),
      on_day: pick('2026-11-01'),
      reason: pick(''),
    }),
  }),
  fc.record({
    name: pick('assign_category'),
    args: fc.record({
      assignment_id: fc.uuid(),
      member_id: pick(...people),
      category: pick(...categories),
      from_day: pick('2026-10-01'),
      basis: pick(''),
    }),
  }),
  fc.record({
    name: pick('appoint'),
    args: fc.record({
      appointment_id: fc.uuid(),
      member_id: pick(...people),
      org_id: pick(...orgs),
      role: pick(
        'branch_committee',
        'stationed_cadre',
        'area_coordinator',
        'liaison',
        'branch_secretary',
      ),
      from_day: pick('2026-01-01'),
    }),
  }),
  fc.record({
    name: pick('end_appointment'),
    args: fc.record({ appointment_id: pick('any appointment'), until_day: pick('2026-06-01') }),
  }),
  fc.record({
    name: pick('name_helper'),
    args: fc.record({
      helper_link_id: fc.uuid(),
      elder_id: pick('Old Zhou', 'Old Chen'),
      helper_id: pick(...people),
      from_day: pick('2026-01-01'),
    }),
  }),
  fc.record({
    name: pick('end_helper'),
    args: fc.record({ helper_link_id: pick('any help'), until_day: pick('2026-06-01') }),
  }),
  fc.record({
    name: pick('record_home_lesson'),
    args: fc.record({
      lesson_id: fc.uuid(),
      elder_id: pick('Old Zhou', 'Old Chen'),
      material_id: pick(...pieces),
      given_on: pick('today'),
      place: pick('home'),
      acknowledged: pick('tap'),
    }),
  }),
  fc.record({
    name: pick('edit_directory_card'),
    args: fc.record({
      member_id: pick(...people),
      name: fc.string({ minLength: 1, maxLength: 5 }),
      pinyin: pick(''),
      post: pick(''),
      promise: pick('soon', ''),
      phone_shared: fc.boolean(),
    }),
  }),
)

type Step =
  | { kind: 'act'; who: string; deed: { name: string; args: Record<string, unknown> } }
  | { kind: 'page'; who: string }
  | { kind: 'house'; sql: string }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: pick('act' as const),
      who: pick('Town Zhao', 'Secretary Wang', 'Town Zhao', ...people),
      deed,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: pick('page' as const), who: pick(...people) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: pick('house' as const),
      sql: pick(
        `update public.orgs set parent_id = case parent_id when tests.id('East Area') then tests.id('West Area') else tests.id('East Area') end where id = tests.id('Peach Village')`,
        `delete from public.home_lessons where id in (select id from public.home_lessons limit 1)`,
        `delete from public.study_progress where id in (select id from public.study_progress limit 1)`,
        `delete from public.appointments where id in (select id from public.appointments where role = 'liaison' limit 1)`,
        `delete from public.materials where id in (select id from public.materials where title = 'to be deleted')`,
        `select private.purge_tombstones('0')`,
        `select private.renew_epoch()`,
        `update private.synced_tables set page_rows = 1 + (place * 7) % 5`,
        `update private.synced_tables set page_rows = 60`,
      ),
    }),
  },
)

const anyOf: Readonly<Record<string, string>> = {
  'any assignment': 'select id from public.study_assignments order by random() limit 1',
  'any file': 'select id from public.material_files order by random() limit 1',
  'any appointment': `select id from public.appointments where role not in ('town_staff') order by random() limit 1`,
  'any help': 'select id from public.elder_helpers order by random() limit 1',
  today: 'select private.today()::text as id',
}

describe('a phone after its trips', () => {
  let db: BareDb
  beforeAll(async () => {
    db = await openVillage()
  })
  afterAll(() => db.close())

  async function inWords(value: unknown): Promise<unknown> {
    if (typeof value !== 'string') return value
    const sql = anyOf[value]
    if (sql !== undefined)
      return (await db.query<{ id: string }>(sql))[0]?.id ?? crypto.randomUUID()
    const isName = [...people, ...pieces, ...orgs].some((name) => name === value)
    return isName ? idOf(db, value) : value
  }

  async function actOf({
    name,
    args,
  }: {
    name: string
    args: Record<string, unknown>
  }): Promise<Act> {
    const said: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(args)) said[key] = await inWords(value)
    return { name, args: said as Act['args'] }
  }

  it('holds exactly what its owner may read, whatever happened in between', async () => {
    const verdicts = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const phones = new Map(people.map((who) => [who as string, new PretendPhone(who)]))
        await Promise.resolve()
        for (const phone of phones.values()) await phone.settle(db)
        for (const each of steps) {
          if (each.kind === 'house') await db.exec(each.sql)
          else if (each.kind === 'page') await phones.get(each.who)?.trip(db)
          else {
            const act = await actOf(each.deed)
            const page = await trip(db, each.who, null, [act])
            for (const { ok, code } of page.verdicts) {
              const said = `${act.name} ${ok ? 'ok' : String(code)}`
              verdicts.set(said, (verdicts.get(said) ?? 0) + 1)
            }
          }
        }
        for (const phone of phones.values()) {
          await phone.settle(db)
          expect(await phone.differences(db)).toEqual([])
        }
      }),
      {
        numRuns: Number(process.env['ORACLE_RUNS'] ?? 6),
        interruptAfterTimeLimit: 60_000,
        endOnFailure: true,
      },
    )
    if (process.env['ORACLE_RUNS']) console.log(Object.fromEntries([...verdicts].sort()))
  }, 200_000)
})
