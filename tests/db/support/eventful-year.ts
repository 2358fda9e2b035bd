import type { BareDb } from '../../../supabase/dev/bare.ts'
import { PretendPhone } from './pretend-phone.ts'
import { trip, type Act } from './village.ts'

/** One thing that happens: somebody's act, or the house's own hand. */
type Event = { who: string; act: Act } | { house: string }

const villagers = [
  'Old Zhou',
  'Auntie Lin',
  'Young Wu',
  'Secretary Wang',
  'Cadre Qian',
  'Coordinator Li',
  'Old Chen',
  'Secretary Ma',
]

const uuid = (n: number) => `0e000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const town = (name: string, args: Act['args']): Event => ({ who: 'Town Zhao', act: { name, args } })
const wang = (name: string, args: Act['args']): Event => ({
  who: 'Secretary Wang',
  act: { name, args },
})

/** Every way in which somebody comes to see a row, or stops seeing it; names of the village stand for ids. */
const eventfulYear: readonly Event[] = [
  {
    who: 'Old Zhou',
    act: {
      name: 'record_reading',
      args: { material_id: 'Plan', reached_permille: 700, heard_seconds: 1 },
    },
  },
  wang('assign_material', {
    assignment_id: uuid(1),
    material_id: 'Fraud',
    org_id: 'Willow Village',
    category: 'migrant',
  }),
  wang('unassign_material', { assignment_id: uuid(1) }),
  town('assign_material', {
    assignment_id: uuid(2),
    material_id: 'Fraud',
    org_id: 'Town',
    member_id: 'Young Wu',
  }),
  wang('publish_material', { material_id: 'Draft of Willow' }),
  wang('detach_file', { file_id: 'Rice' }),
  wang('withdraw_material', { material_id: 'Rice' }),
  town('transfer_member', {
    transfer_id: uuid(3),
    member_id: 'Young Wu',
    to_branch_id: 'Peach Village',
    on_day: '2026-11-01',
    reason: '',
  }),
  town('unassign_material', { assignment_id: uuid(2) }),
  town('assign_category', {
    assignment_id: uuid(4),
    member_id: 'Young Wu',
    category: 'elder',
    from_day: '2026-01-01',
    basis: '',
  }),
  town('appoint', {
    appointment_id: uuid(5),
    member_id: 'Auntie Lin',
    org_id: 'Peach Village',
    role: 'branch_secretary',
    from_day: '2026-01-01',
  }),
  town('end_appointment', { appointment_id: uuid(5), until_day: '2026-02-01' }),
  wang('end_helper', { helper_link_id: "Lin's Help", until_day: '2026-02-01' }),
  { house: `delete from public.home_lessons` },
  { house: `delete from public.elder_helpers` },
  { house: `delete from public.study_progress where member_id = tests.id('Old Zhou')` },
  { house: `delete from public.appointments where role = 'shopkeeper'` },
  { house: `delete from public.branch_transfers` },
  {
    house: `update public.orgs set parent_id = tests.id('West Area') where id = tests.id('Peach Village')`,
  },
  { house: `delete from public.materials where id = tests.id('Draft of Willow')` },
  // A restored database: what was written since is not there, and nothing says that it is gone.
  {
    house: `
      delete from public.study_progress where member_id = tests.id('Old Chen');
      delete from private.tombstones;
      select private.renew_epoch()`,
  },
]

async function withIds(db: BareDb, { name, args }: Act): Promise<Act> {
  const [row] = await db.query<{ args: Act['args'] }>(
    'select tests.with_ids($1::text::jsonb) as args',
    [JSON.stringify(args)],
  )
  return { name, args: row?.args ?? {} }
}

/** Lets it all happen, every phone syncing after each event; answers the first that any phone had wrong. */
export async function liveThrough(db: BareDb): Promise<string[]> {
  const phones = villagers.map((who) => new PretendPhone(who))
  for (const phone of phones) await phone.settle(db)
  for (const event of eventfulYear) {
    await happen(db, event)
    for (const phone of phones) {
      await phone.settle(db)
      const wrong = await phone.differences(db)
      if (wrong.length > 0) return wrong
    }
  }
  return []
}

async function happen(db: BareDb, event: Event): Promise<void> {
  if ('house' in event) return db.exec(event.house)
  const { verdicts } = await trip(db, event.who, null, [await withIds(db, event.act)])
  for (const { ok, code } of verdicts)
    if (!ok) throw new Error(`${event.act.name}: ${String(code)}`)
}
