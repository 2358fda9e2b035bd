import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { liveThrough } from './support/eventful-year.ts'
import { rewrite } from '../support/rewrite-sql.ts'
import { copyOf, openVillage } from './support/village.ts'

/** Towns in which one promise is broken. If one of them goes unnoticed, the green town proves nothing. */
const brokenTowns: Readonly<Record<string, string>> = {
  'rows are not stamped when they change': 'drop trigger a_stamp on public.study_progress',
  'a lost progress leaves no trace': 'drop trigger leave_tombstones on public.study_progress',
  'a card that moved away leaves no trace':
    'drop trigger leave_tombstones on public.directory_cards',
  'a record that moved away leaves no trace':
    'drop trigger leave_tombstones on public.member_records',
  'a deleted lesson leaves no trace': 'drop trigger leave_tombstones on public.home_lessons',
  'a deleted post leaves no trace': 'drop trigger leave_tombstones on public.appointments',
  'a deleted transfer leaves no trace': 'drop trigger leave_tombstones on public.branch_transfers',
  'what is newly given is not sent again':
    'drop trigger note_assignment on public.study_assignments',
  'what is taken back stays on phones': rewrite(
    'private.note_assignment',
    "if tg_op <> 'INSERT' then",
    'if false then',
  ),
  'a text newly given is not sent': rewrite(
    'private.send_again',
    'update public.material_bodies set changed_in = default where id = send_again.material_id;',
    '',
  ),
  'a file taken off stays on phones': 'drop trigger note_file on public.material_files',
  'a removed piece stays on phones': 'drop trigger note_removed_material on public.materials',
  'publishing sends the piece without its text': 'drop trigger note_publishing on public.materials',
  'a new post does not start the phone afresh': rewrite(
    'private.sight',
    'from private.my_posts()',
    'from private.my_posts() where false',
  ),
  'a new category or elder does not start the phone afresh': rewrite(
    'private.sight',
    'from private.whose_study_i_carry()',
    'from private.whose_study_i_carry() where false',
  ),
  'a new shape of the tree does not start phones afresh':
    'drop trigger note_tree_change on public.orgs',
  'a restored database is not noticed': rewrite(
    'private.is_stale',
    'or at.epoch <> town.epoch',
    '',
  ),
  'removals are told to nobody': rewrite('private.gone_since', 'limit 1001', 'limit 0'),
  'removals are told only to those above': rewrite(
    'private.gone_since',
    'grave.org_id = branch or',
    '',
  ),
  'changes are looked for in no table': rewrite(
    'private.read_page',
    'touched := private.touched_since(at.since)',
    "touched := '{}'",
  ),
  'one way in which a row concerns its reader is forgotten':
    "select private.concerns('study_progress', '{t.branch_id = any (branches)}')",
}

describe('a year in which everything happens once', () => {
  let village: BareDb
  beforeAll(async () => {
    village = await openVillage()
  })
  afterAll(() => village.close())

  async function live(breakIt: string): Promise<string[]> {
    const town = await copyOf(village)
    try {
      await town.exec(breakIt)
      return await liveThrough(town)
    } finally {
      await town.close()
    }
  }

  it('leaves every phone with exactly what its owner may read, after every event', async () => {
    expect(await live('')).toEqual([])
  })

  it.each(Object.entries(brokenTowns))('is noticed when %s', async (_, breakIt) => {
    expect(await live(breakIt)).not.toEqual([])
  })
})
