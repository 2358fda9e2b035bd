import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTown, type Town } from './support/town.ts'

// A member of another village, without any post, with a valid token and no need for our app.
describe('a member of another branch with a token and curl', () => {
  let town: Town
  let token: string
  let tables: string[]

  beforeAll(async () => {
    town = await openTown()
    const { loginNumber, password } = town.people.stranger
    const answer = await fetch(`${town.url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${loginNumber}@card.pioneer-home.invalid`, password }),
    })
    ;({ access_token: token } = (await answer.json()) as { access_token: string })
    const rows = await town.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
    tables = rows.map(({ name }) => name)
  })
  afterAll(() => town.close())

  type Said = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }
  const withToken = ({ headers, ...init }: Said = {}): RequestInit => ({
    ...init,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...headers,
    },
  })
  const call = (path: string, said?: Said) => fetch(`${town.url}${path}`, withToken(said))
  /** As if the doors stood open: what then holds is row-level security alone. */
  const behind = (path: string, said?: Said) => town.behind(path, withToken(said))
  const rowsAt = async (path: string): Promise<Record<string, unknown>[]> => {
    const answer = await behind(path)
    const body: unknown = await answer.json()
    return Array.isArray(body) ? (body as Record<string, unknown>[]) : []
  }

  /** Everyone's own rows of a table, by whose they are, as the database's owner sees them. */
  const rowsOfOthers = (table: string) =>
    town.query<{ id: string }>(
      `select t.id::text as id from public.${table} as t
       where to_jsonb(t) ->> 'member_id' <> $1 or to_jsonb(t) ->> 'elder_id' <> $1`,
      [town.people.stranger.memberId],
    )

  it('can read at all, so that what follows means something', async () => {
    const { memberId, branchId } = town.people.stranger
    expect(await rowsAt(`/rest/v1/member_records?id=eq.${memberId}`)).toHaveLength(1)
    const cards = await rowsAt(`/rest/v1/directory_cards?branch_id=eq.${branchId}`)
    expect(cards.length).toBeGreaterThan(1)
  })

  it('is let in to no table, and to no table through a function', async () => {
    for (const table of tables) {
      const answers = await Promise.all([
        call(`/rest/v1/${table}`),
        call(`/rest/v1/${table}?select=id`, { method: 'HEAD' }),
        call(`/rest/v1/${table}`, { method: 'POST', body: '{}' }),
        call(`/rest/v1/${table}?id=neq.x`, { method: 'PATCH', body: '{}' }),
        call(`/rest/v1/${table}`, { method: 'DELETE' }),
      ])
      expect(
        answers.map(({ status }) => status),
        table,
      ).toEqual([404, 404, 404, 404, 404])
      const embedded = await call(`/rest/v1/rpc/whoami?select=${table}(*)`, {
        method: 'POST',
        body: '{}',
      })
      expect(embedded.status, table).toBe(400)
    }
  })

  it('reads no card, record, category, transfer, standing or study of the other branch', async () => {
    const { branchId } = town.people.elder
    for (const table of tables) {
      const [column] = await town.query<{ name: string }>(
        `select column_name as name from information_schema.columns
         where table_schema = 'public' and table_name = $1 and column_name = 'branch_id'`,
        [table],
      )
      if (!column) continue
      expect(await rowsAt(`/rest/v1/${table}?branch_id=eq.${branchId}`), table).toEqual([])
    }
  })

  it('reads nobody else’s personal rows, not even in the own branch', async () => {
    const personal = [
      'member_records',
      'members',
      'study_progress',
      'category_assignments',
      'branch_transfers',
      'home_lessons',
      'elder_helpers',
      'month_facts',
      'month_words',
      'base_exemptions',
      'point_entries',
      'month_results',
      'objections',
      'access_log',
      'wallet_entries',
      'shop_orders',
      'shift_signups',
      'shift_words',
      'shift_corrections',
      'shift_covers',
      'shift_codes',
      'comparison_results',
    ]
    const { memberId } = town.people.stranger
    for (const table of personal) {
      const seen = await rowsAt(`/rest/v1/${table}?select=*`)
      const mine = seen.filter((row) =>
        [row['id'], row['member_id'], row['elder_id'], row['helper_id']].includes(memberId),
      )
      expect(seen, table).toEqual(mine)
    }
    expect(
      (await rowsOfOthers('study_progress')).length,
      'there is something to hide',
    ).toBeGreaterThan(0)
  })

  it('learns nothing from counts', async () => {
    for (const table of tables) {
      const answer = await behind(`/rest/v1/${table}?select=id`, {
        method: 'HEAD',
        headers: { prefer: 'count=exact', range: '0-0' },
      })
      const counted = Number(answer.headers.get('content-range')?.split('/')[1] ?? 0)
      const seen = await rowsAt(`/rest/v1/${table}?select=id&limit=1000`)
      expect(counted, table).toBeLessThanOrEqual(seen.length)
    }
  })

  it('learns nothing through embeds', async () => {
    const embeds = [
      'orgs?select=id,members(*),directory_cards(*),member_records(*),study_progress(*),home_lessons(*)',
      'directory_cards?select=id,members(*,member_records(*),study_progress!member_id(*))',
      'materials?select=id,study_progress(*),study_assignments(*),home_lessons(*)',
      'study_assignments?select=id,members!member_id(*)',
    ]
    const { elder } = town.people
    for (const embed of embeds) {
      const told = await (await behind(`/rest/v1/${embed}`)).text()
      expect(told, embed).not.toContain(elder.memberId)
      expect(told, embed).not.toContain(elder.branchId)
    }
  })

  it('finds no way into the rooms behind', async () => {
    const attempts = [
      behind('/rest/v1/command_log', { headers: { 'accept-profile': 'private' } }),
      behind('/rest/v1/accounts', { headers: { 'accept-profile': 'private' } }),
      behind('/rest/v1/activation_cards', { headers: { 'accept-profile': 'private' } }),
      behind('/rest/v1/users', { headers: { 'accept-profile': 'auth' } }),
      behind('/rest/v1/objects', { headers: { 'accept-profile': 'storage' } }),
      call('/rest/v1/rpc/judge', {
        method: 'POST',
        body: '{}',
        headers: { 'content-profile': 'private' },
      }),
      call('/rest/v1/rpc/finish_material', {
        method: 'POST',
        body: '{}',
        headers: { 'content-profile': 'commands' },
      }),
      call('/rest/v1/rpc/renew_epoch', { method: 'POST', body: '{}' }),
      call('/_system/studio'),
      call('/auth/v1/admin/users'),
    ]
    for (const answer of await Promise.all(attempts)) {
      expect(answer.status, answer.url).toBeGreaterThanOrEqual(400)
      expect(answer.status, answer.url).toBeLessThan(500)
    }
  })

  it('is told nothing by the functions that staff read with', async () => {
    const { branchId, memberId } = town.people.elder
    const { townId, shop } = town.people
    const asked: [string, object][] = [
      ['branch_accounts', { branch_id: branchId }],
      ['branch_accounts', { branch_id: town.people.stranger.branchId }],
      ['study_totals', { org_id: branchId }],
      ['study_totals', { org_id: town.people.stranger.branchId }],
      ['preview_rules', { org_id: branchId }],
      ['month_sheet', { branch_id: branchId, month: '2026-10-01' }],
      ['month_sheet', { branch_id: town.people.stranger.branchId, month: '2026-10-02' }],
      ['band_totals', { org_id: branchId, month: '2026-10-01' }],
      ['member_month', { member_id: memberId, month: '2026-10-01' }],
      ['member_wallet', { member_id: memberId }],
      ['objections_below', { org_id: branchId }],
      ['evidence', { subject_id: memberId }],
      ['member_orders', { member_id: memberId }],
      ['shop_queue', { org_id: townId }],
      ['shop_people', { org_id: townId, words: '周' }],
      ['shop_order', { org_id: townId, code: '123456' }],
      ['shop_affords', { member_id: memberId, item_id: shop.itemId, quantity: 1 }],
      ['shop_voucher', { order_id: shop.voucherOrderId }],
      ['check_shop_pin', { order_id: shop.openOrderId, secret_pin: '1234' }],
      ['stock_moves', { item_id: shop.itemId }],
      ['shop_budget', { org_id: townId }],
      ['meeting_photo', { photo_id: memberId }],
      ['meeting_record', { meeting_id: town.people.meetings.heldId }],
      ['attendance_totals', { org_id: branchId, first_day: '2026-10-01', last_day: '2026-12-31' }],
      ['branch_dues', { branch_id: branchId, from_month: '2026-10-01', until_month: '2026-12-01' }],
      [
        'branch_dues',
        {
          branch_id: town.people.stranger.branchId,
          from_month: '2026-10-01',
          until_month: '2026-12-01',
        },
      ],
      ['member_dues', { member_id: memberId }],
      ['member_dues', { member_id: town.people.stranger.memberId }],
      ['dues_totals', { org_id: townId, from_month: '2026-10-01', until_month: '2026-12-01' }],
      ['branch_comparison', { branch_id: branchId, quarter: '2026-07-01' }],
      ['branch_comparison', { branch_id: town.people.stranger.branchId, quarter: '2026-07-01' }],
      ['comparison_totals', { org_id: branchId, quarter: '2026-07-01' }],
      ['comparison_totals', { org_id: townId, quarter: '2026-07-01' }],
      ['visit_totals', { org_id: branchId }],
      ['visits_below', { org_id: branchId }],
      ['visits_below', { org_id: town.people.stranger.branchId }],
      ['command_history', { member_id: memberId }],
      ['contact_card', { member_id: memberId }],
      ['branch_contact_cards', { branch_id: branchId }],
      ['branch_requests', { branch_id: branchId }],
      ['request_totals', { org_id: branchId }],
      ['request_photo', { request_id: town.people.duty.requestId }],
    ]
    for (const [name, args] of asked) {
      const answer = await call(`/rest/v1/rpc/${name}`, {
        method: 'POST',
        body: JSON.stringify(args),
      })
      expect(await answer.json(), name).toEqual({ refused: 'not-allowed' })
    }
  })

  it('opens, lists, signs, replaces and removes no file that is not theirs', async () => {
    const [file] = await town.query<{ path: string }>(
      `select file.path from public.material_files as file
       join public.materials on materials.id = file.material_id where materials.org_id = $1 limit 1`,
      [town.people.elder.branchId],
    )
    const path = file?.path ?? (await hiddenFile())
    const object = `/storage/v1/object/materials/${path}`
    for (const ask of [call, behind]) {
      for (const way of [
        object,
        `/storage/v1/object/authenticated/materials/${path}`,
        `/storage/v1/object/public/materials/${path}`,
        `/storage/v1/object/info/materials/${path}`,
      ]) {
        expect((await ask(way)).ok, way).toBe(false)
      }
      const listed = await ask('/storage/v1/object/list/materials', {
        method: 'POST',
        body: JSON.stringify({ prefix: town.people.elder.branchId }),
      })
      expect(await listed.text()).not.toContain(path.split('/')[1])
      const signed = await ask(`/storage/v1/object/sign/materials/${path}`, {
        method: 'POST',
        body: JSON.stringify({ expiresIn: 60 }),
      })
      expect(signed.ok).toBe(false)
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const answer = await ask(object, {
          method,
          ...(method !== 'DELETE' && { body: 'not theirs' }),
        })
        expect(answer.ok, method).toBe(false)
      }
      const copied = await ask('/storage/v1/object/copy', {
        method: 'POST',
        body: JSON.stringify({
          bucketId: 'materials',
          sourceKey: path,
          destinationKey: `${town.people.stranger.branchId}/x`,
        }),
      })
      expect(copied.ok).toBe(false)
    }
  })

  it('gets no link to a file that would outlive the right to see it, not even to their own', async () => {
    const [own] = await town.query<{ path: string }>(
      `select file.path from public.material_files as file
       join public.study_assignments as given using (material_id)
       join public.orgs on orgs.id = given.org_id where orgs.kind = 'town' and given.category is null limit 1`,
    )
    const path = own?.path ?? ''
    expect((await call(`/storage/v1/object/authenticated/materials/${path}`)).status).toBe(200)
    for (const way of ['sign/materials', 'upload/sign/materials', 'public/materials']) {
      const answer = await call(`/storage/v1/object/${way}/${path}`, {
        method: 'POST',
        body: JSON.stringify({ expiresIn: 3_000_000_000 }),
      })
      expect(answer.status, way).toBe(404)
    }
  })

  /** A picture of a lesson that only the elder's branch was given. */
  async function hiddenFile(): Promise<string> {
    const { elder, branchLesson } = town.people
    const path = `${elder.branchId}/00000000-0000-4000-8000-000000000001`
    await town.storeFile(path, new TextEncoder().encode('a picture'))
    await town.query(
      `insert into public.material_files (id, material_id, kind, path, mime, bytes, name)
       values ('00000000-0000-4000-8000-000000000001', $1, 'picture', $2, 'image/png', 9, 'hidden.png')`,
      [branchLesson.id, path],
    )
    return path
  }

  it('writes nothing at all except through sync', async () => {
    const everything = async () => {
      const sums: Record<string, unknown> = {}
      for (const table of tables) {
        sums[table] = await town.query(
          `select count(*)::int, md5(coalesce(string_agg(t::text, '|' order by t.id::text), '')) from public.${table} as t`,
        )
      }
      return sums
    }
    const before = await everything()
    const { memberId, branchId } = town.people.stranger
    const row = {
      id: memberId,
      member_id: memberId,
      branch_id: branchId,
      org_id: branchId,
      role: 'town_staff',
      from_day: '2026-01-01',
      name: 'x',
      title: 'x',
    }
    for (const table of tables) {
      for (const [method, path, body] of [
        ['POST', table, row],
        ['POST', `${table}?on_conflict=id`, row],
        ['PATCH', `${table}?id=neq.x`, { name: 'x' }],
        ['PATCH', `${table}?id=eq.${memberId}`, { branch_id: branchId }],
        ['PUT', `${table}?id=eq.${memberId}`, row],
        ['DELETE', `${table}?id=eq.${memberId}`, undefined],
        ['DELETE', table, undefined],
      ] as const) {
        const answer = await behind(`/rest/v1/${path}`, {
          method,
          headers: { prefer: 'resolution=merge-duplicates,return=representation' },
          ...(body && { body: JSON.stringify(body) }),
        })
        expect(answer.status, `${method} ${path}`).not.toBe(500)
      }
    }
    expect(await everything()).toEqual(before)
  })

  it('may ask sync for anything, and is told a code and never a fault of ours', async () => {
    const bodies = [
      '',
      'null',
      '[]',
      '"x"',
      '{"request":null}',
      '{"request":[]}',
      '{"request":{"v":1,"cursor":7}}',
      '{"request":{"v":1,"cursor":"1/zz"}}',
      '{"request":{"v":2}}',
      '{"request":{"v":0}}',
      '{"request":{"v":1,"commands":{}}}',
      '{"request":{"v":1,"commands":[{}]}}',
      JSON.stringify({ request: { v: 1, commands: [{ id: 'no', name: 'finish_material' }] } }),
      JSON.stringify({
        request: {
          v: 1,
          commands: Array.from({ length: 51 }, () => ({ id: crypto.randomUUID(), name: 'x' })),
        },
      }),
      JSON.stringify({ request: { v: 1, cursor: 'a'.repeat(100_000) } }),
      JSON.stringify({
        request: {
          v: 1,
          commands: [
            {
              id: crypto.randomUUID(),
              name: 'record_reading',
              args: { material_id: 'x'.repeat(1_500_000) },
            },
          ],
        },
      }),
      '{"request":{"v":1,"commands":[{"id":"' +
        crypto.randomUUID() +
        '","name":"finish_material","args":{"material_id":"\\u0000"}}]}}',
      '{"request":' + '['.repeat(20_000) + ']'.repeat(20_000) + '}',
      JSON.stringify({ request: `{"v":1,"x":${'['.repeat(6_000)}${']'.repeat(6_000)}}` }),
      JSON.stringify({ request: { v: 1, x: Array(900_000).fill(1) } }),
      '{',
    ]
    for (const body of bodies) {
      const answer = await call('/rest/v1/rpc/sync', { method: 'POST', body })
      expect([200, 400, 413], body.slice(0, 80)).toContain(answer.status)
    }
  })

  it('gains nothing with commands meant for others: each is refused, and nothing changes', async () => {
    const { elder, branchLesson, stranger, secretary, shop, shifts, townId } = town.people
    const id = () => crypto.randomUUID()
    const month = '2026-11-01'
    const sheet = { branch_id: stranger.branchId, month }
    const word = { word_id: id(), month, code: 'honour', on_day: month, reason: 'x', times: 1 }
    const spared = { exemption_id: id(), basis: 'illness', from_day: month }
    const [entry] = await town.query<{ id: string }>(
      'select id from public.point_entries where member_id = $1 limit 1',
      [elder.memberId],
    )
    const commands = [
      [
        'appoint',
        {
          appointment_id: id(),
          member_id: stranger.memberId,
          org_id: stranger.branchId,
          role: 'branch_secretary',
          from_day: '2026-01-01',
        },
      ],
      [
        'issue_card',
        {
          card_id: id(),
          member_id: elder.memberId,
          login_number: '11112222',
          secret_code: '0000000000000000',
        },
      ],
      [
        'transfer_member',
        {
          transfer_id: id(),
          member_id: elder.memberId,
          to_branch_id: stranger.branchId,
          on_day: '2026-11-01',
          reason: 'x',
        },
      ],
      [
        'assign_category',
        {
          assignment_id: id(),
          member_id: stranger.memberId,
          category: 'elder',
          from_day: '2026-11-01',
          basis: 'x',
        },
      ],
      [
        'edit_directory_card',
        {
          member_id: elder.memberId,
          name: 'x',
          pinyin: 'x',
          post: 'x',
          promise: 'x',
          phone_shared: true,
        },
      ],
      [
        'edit_member_record',
        {
          member_id: stranger.memberId,
          born_on: '1950-01-01',
          sex: 'male',
          phone: '100',
          joined_on: '1980-01-01',
        },
      ],
      ['suspend_member', { member_id: elder.memberId, reason: 'x' }],
      ['withdraw_material', { material_id: branchLesson.id }],
      ['finish_material', { material_id: branchLesson.id, finished_on: '2026-11-20' }],
      [
        'record_paper_study',
        { member_id: elder.memberId, material_id: branchLesson.id, finished_on: '2026-11-20' },
      ],
      [
        'record_home_lesson',
        {
          lesson_id: id(),
          elder_id: elder.memberId,
          material_id: branchLesson.id,
          given_on: '2026-11-20',
          place: 'x',
          acknowledged: 'tap',
        },
      ],
      ['make_contact_link', { link_id: id(), member_id: elder.memberId }],
      ['revoke_contact_link', { member_id: town.people.helper.memberId }],
      ['set_member_photo', { member_id: elder.memberId }],
      ['save_duty_post', { post_id: id(), org_id: townId, name: 'x', duties: 'x' }],
      ['set_duty_post_open', { post_id: town.people.duty.postId, is_open: false }],
      ['ask_duty', { term_id: id(), member_id: elder.memberId, post_id: town.people.duty.postId }],
      ['withdraw_duty', { term_id: town.people.duty.askedTermId }],
      ['decide_duty', { term_id: town.people.duty.askedTermId, agreed: false }],
      ['set_households', { term_id: town.people.duty.termId, households: 'x' }],
      ['end_duty', { term_id: town.people.duty.termId, until_day: month }],
      [
        'review_duty',
        {
          ...{ review_id: id(), term_id: town.people.duty.termId },
          ...{ half: '2026-07-01', result: 'poor', note: 'x' },
        },
      ],
      ...['take_request', 'accept_request', 'decline_request'].map((name) => [
        name,
        { request_id: town.people.duty.requestId },
      ]),
      ['note_request', { request_id: town.people.duty.requestId, secret_words: 'x' }],
      ['finish_request', { request_id: town.people.duty.requestId, secret_answer: 'x' }],
      ['offer_request', { request_id: town.people.duty.requestId, offered_to: stranger.memberId }],
      ['assign_request', { request_id: town.people.duty.requestId, member_id: stranger.memberId }],
      ['close_request', { request_id: town.people.duty.requestId, secret_reason: 'x' }],
      ['set_request_settings', { org_id: townId, wait_days: 1, keep_days: 7 }],
      ['say_times', { ...word, member_id: elder.memberId }],
      ['say_times', { ...word, member_id: stranger.memberId }],
      ['exempt_member', { ...spared, member_id: stranger.memberId }],
      ...['propose_month', 'withdraw_month', 'publish_month'].map((name) => [name, sheet]),
      ['return_month', { ...sheet, note: 'x' }],
      ['confirm_month', { ...sheet, seen: 'x' }],
      ['raise_objection', { objection_id: id(), month, reason: 'x', entry_id: entry?.id }],
      ['answer_objection', { objection_id: id(), is_upheld: true, answer: 'x', code: 'honour' }],
      [
        'set_point_settings',
        { org_id: townId, bands: [], objection_days: 1, answer_days: 1, shows_ranks: true },
      ],
      ['drop_rule', { org_id: townId, code: 'late' }],
      ['publish_rules', { org_id: townId, from_month: month }],
      ['set_shop_settings', { org_id: townId, fen_per_point: 1, year_budget_fen: 1, hold_days: 1 }],
      [
        'save_shop_item',
        { item_id: shop.itemId, org_id: townId, name: 'x', words: 'x', price_tenths: 1 },
      ],
      ['close_shop_item', { item_id: shop.itemId }],
      ['set_shop_photo', { item_id: shop.itemId }],
      ['record_stock', { move_id: id(), item_id: shop.itemId, reason: 'delivered', pieces: 9 }],
      ['count_stock', { move_id: id(), item_id: shop.itemId, seen: 1, counted: 9 }],
      [
        'serve_member',
        { order_id: id(), member_id: elder.memberId, item_id: shop.itemId, price_tenths: 1 },
      ],
      ['reserve_item', { order_id: id(), item_id: shop.itemId, price_tenths: 1 }],
      ['reserve_item', { order_id: id(), item_id: shop.itemId, price_tenths: 60, quantity: -1 }],
      ...['cancel_order', 'release_order', 'return_order'].map((name) => [
        name,
        { order_id: shop.openOrderId },
      ]),
      ...['code', 'pin', 'paper'].map((confirmed) => [
        'collect_order',
        { order_id: shop.openOrderId, confirmed },
      ]),
      [
        'plan_shifts',
        {
          ...{ shift_ids: [id()], org_id: secretary.branchId, post: 'x', place: 'x', places: 1 },
          ...{ on_day: month, from_minute: 1, until_minute: 2, leave_hours: 1, rest_hours: 1 },
          ...{ opens_days_before: 1, closes_days_before: 0, confirm_hours: 1, is_published: true },
        },
      ],
      ...['publish_shift', 'discard_shift'].map((name) => [name, { shift_id: shifts.comingId }]),
      ['call_off_shift', { shift_id: shifts.comingId, reason: 'x' }],
      ['sign_up', { signup_id: id(), shift_id: shifts.comingId }],
      ['add_to_shift', { signup_id: id(), shift_id: shifts.overId, member_id: stranger.memberId }],
      ['check_in_by_code', { shift_id: shifts.overId, code: '123456', at_minute: 1 }],
      ['speak_for_member', { signup_id: shifts.overSignupId, is_coming: false }],
      ...['leave_shift', 'confirm_shift', 'agree_to_change', 'mark_absent', 'undo_service'].map(
        (name) => [name, { signup_id: shifts.overSignupId }],
      ),
      ['record_service', { signup_id: shifts.overSignupId, from_minute: 0, until_minute: 1440 }],
      ['explain_absence', { shift_word_id: id(), signup_id: shifts.overSignupId, words: 'x' }],
      [
        'ask_cover',
        { cover_id: id(), signup_id: shifts.overSignupId, to_member_id: stranger.memberId },
      ],
      ['judge', {}],
      ['refuse', { code: 'x' }],
    ].map(([name, args]) => ({ id: id(), name, args, made_at: Date.now() }))
    const say = (request: object) =>
      call('/rest/v1/rpc/sync', { method: 'POST', body: JSON.stringify({ request }) })
    const { epoch } = (await (await say({ v: 1 })).json()) as { epoch: string }
    const verdicts: { ok: boolean; code: string }[] = []
    // One trip takes fifty.
    for (let at = 0; at < commands.length; at += 50) {
      const some = commands.slice(at, at + 50)
      const answer = await say({ v: 1, device: id(), epoch, commands: some })
      verdicts.push(...((await answer.json()) as { verdicts: typeof verdicts }).verdicts)
    }
    expect(verdicts).toHaveLength(commands.length)
    expect(verdicts.filter(({ ok }) => ok)).toEqual([])
  })
})
