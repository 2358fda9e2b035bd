import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BareDb } from '../../supabase/dev/bare.ts'
import { as, ask, epochOf, idOf, openVillage, trip } from './support/village.ts'

describe('what a phone and the town say to each other', () => {
  let db: BareDb
  let plan: string
  beforeAll(async () => {
    db = await openVillage()
    plan = await idOf(db, 'Plan')
  })
  afterAll(() => db.close())

  const finish = () => ({
    id: crypto.randomUUID(),
    name: 'finish_material',
    args: { material_id: plan, finished_on: '2026-11-20' },
  })
  /** A cursor as the town itself would have written it. */
  const sealed = async (cursor: string) => {
    const words = cursor.replace(/\/[^/]*$/, '')
    const [row] = await db.query<{ seal: string }>('select private.seal_of($1) as seal', [words])
    return `${words}/${row?.seal ?? ''}`
  }
  const all = async (table: string) => db.query(`select * from ${table} as t order by t::text`)

  it('a request sent ten times changes nothing more than once', async () => {
    const act = finish()
    const once = await trip(db, 'Old Chen', null, [act])
    const rows = await all('public.study_progress')
    const log = await all('private.command_log')
    for (let n = 0; n < 10; n++) {
      const again = await trip(db, 'Old Chen', once.cursor, [act])
      expect(again.verdicts).toEqual(once.verdicts)
    }
    expect(await all('public.study_progress')).toEqual(rows)
    expect(await all('private.command_log')).toEqual(log)
  })

  it('an id that somebody else used, or that meant something else, is refused', async () => {
    const act = finish()
    await trip(db, 'Old Chen', null, [act])
    const other = await trip(db, 'Old Zhou', null, [act])
    const changed = await trip(db, 'Old Chen', null, [
      { ...act, args: { ...act.args, finished_on: '2026-11-19' } },
    ])
    expect([...other.verdicts, ...changed.verdicts].map(({ code }) => code)).toEqual([
      'id-reused',
      'id-reused',
    ])
  })

  it('one bad act holds up none of the others', async () => {
    const { verdicts } = await trip(db, 'Young Wu', null, [
      { name: 'no_such_thing', args: {} },
      { name: 'record_reading', args: { material_id: plan } },
      {
        name: 'record_reading',
        args: { material_id: plan, reached_permille: 1.5, heard_seconds: 0 },
      },
      {
        name: 'record_reading',
        args: { material_id: plan, reached_permille: 10, heard_seconds: 0, extra: 1 },
      },
      {
        name: 'record_reading',
        args: { material_id: plan, reached_permille: 1e300, heard_seconds: 0 },
      },
      {
        name: 'record_reading',
        args: { material_id: 'x', reached_permille: 10, heard_seconds: 0 },
      },
      { name: 'finish_material', args: { material_id: plan, finished_on: '2026-02-30' } },
      { name: 'suspend_member', args: { member_id: await idOf(db, 'Old Zhou'), reason: '' } },
      {
        name: 'record_reading',
        args: { material_id: plan, reached_permille: 10, heard_seconds: 0 },
      },
    ])
    expect(verdicts.map(({ ok, code }) => (ok ? 'ok' : code))).toEqual([
      'unknown-command',
      'bad-arguments',
      'bad-arguments',
      'bad-arguments',
      'bad-arguments',
      'bad-arguments',
      'bad-arguments',
      'not-allowed',
      'ok',
    ])
  })

  it.each([
    ['an older app', { v: 0 }, 'app-too-old'],
    ['a language nobody speaks yet', { v: 2 }, 'bad-request'],
    ['no version', {}, 'bad-request'],
    ['a number', 7, 'bad-request'],
    ['a list', [], 'bad-request'],
    ['nothing', null, 'bad-request'],
    ['a cursor nobody wrote', { v: 1, cursor: 'abc' }, 'bad-cursor'],
    ['a cursor that is a number', { v: 1, cursor: 5 }, 'bad-cursor'],
    ['commands that are no list', { v: 1, commands: {} }, 'bad-request'],
    ['a command without an id', { v: 1, commands: [{ name: 'x', args: {} }] }, 'bad-request'],
    ['fifty-one commands', { v: 1, commands: Array.from({ length: 51 }, finish) }, 'bad-request'],
    ['a device that is no id', { v: 1, device: 'mine' }, 'bad-request'],
    ['two hundred thousand numbers', { v: 1, x: Array(200_000).fill(1) }, 'too-big'],
    ['more than a mebibyte', { v: 1, hello: 'x'.repeat(1_100_000) }, 'too-big'],
  ])('%s is answered with a code', async (_, request, code) => {
    expect((await ask(db, 'Old Zhou', request)).refused).toBe(code)
  })

  it('a request that arrives as a text holding the request is opened', async () => {
    expect((await ask(db, 'Old Zhou', JSON.stringify({ v: 1 }))).fresh).toBe(true)
    expect((await ask(db, 'Old Zhou', 'not json {')).refused).toBe('bad-request')
    expect((await ask(db, 'Old Zhou', '{"v": 1, "x": "\\u0000"}')).refused).toBe('bad-request')
  })

  it.each([
    ['a moment too small for a number', { id: crypto.randomUUID(), name: 'x', made_at: 4.4e-323 }],
    ['a moment in no calendar', { id: crypto.randomUUID(), name: 'x', made_at: -1e300 }],
    ['a name and arguments of the wrong kind', { id: crypto.randomUUID(), name: {}, args: 'x' }],
  ])('a command with %s is judged', async (_, command) => {
    const { verdicts } = await ask(db, 'Young Wu', {
      ...{ v: 1, epoch: await epochOf(db) },
      commands: [command],
    })
    expect(verdicts).toEqual([{ id: command.id, ok: false, code: 'unknown-command' }])
  })

  it('a cursor with digits that only look like a number is refused', async () => {
    const { cursor } = await trip(db, 'Young Wu', null)
    const odd = cursor.replace(/\/d\/\d+\//, '/d/090/')
    expect((await ask(db, 'Young Wu', { v: 1, cursor: odd })).refused).toBe('bad-cursor')
  })

  it.each(['1e131071', '-1e131071', '1e-16383', '0e-16383'])(
    'the number %s is not written out, wherever it stands',
    async (number) => {
      for (const place of [number, `[[${number}]]`, `{"y": {"z": ${number}}}`]) {
        const { refused } = await ask(db, 'Old Zhou', `{"v": 1, "x": ${place}}`)
        expect(refused, place).toBe('bad-request')
      }
    },
  )

  it.each([Number.MAX_VALUE, Number.MIN_VALUE, -Number.MAX_VALUE, 0.1, 1790000000000])(
    'the number %d, which a phone may well say, is no reason to refuse',
    async (number) => {
      const { refused } = await ask(db, 'Old Zhou', JSON.stringify({ v: 1, x: number }))
      expect(refused).toBeUndefined()
    },
  )

  it('no request whatever makes the town stumble', async () => {
    const names = await db.query<{ name: string }>(
      `select proname as name from pg_proc where pronamespace = 'commands'::regnamespace`,
    )
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(
        '',
        '2026-13-45',
        '-infinity',
        '9999-12-31',
        plan,
        '{}',
        '[]',
        "'; drop table public.orgs; --",
        -1,
        1e400,
        2 ** 63,
      ),
    )
    const argNames = [
      'material_id',
      'member_id',
      'reached_permille',
      'heard_seconds',
      'finished_on',
      'answers',
      'org_id',
      'questions',
      'body',
      'x',
    ]
    const epoch = await epochOf(db)
    const command = fc.record(
      {
        id: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: odd }),
        name: fc.oneof(fc.constantFrom(...names.map(({ name }) => name)), odd),
        args: fc.oneof(fc.dictionary(fc.constantFrom(...argNames), odd), odd),
        made_at: fc.oneof(fc.integer(), fc.double(), odd),
      },
      { requiredKeys: ['id'] },
    )
    const cursor = fc.oneof(
      odd,
      fc.constant(null),
      fc.stringMatching(
        /^1\/[0-9a-f]{12}\/[0-9a-f]{32}\/[cd]\/\d{1,20}\/\d{1,20}\/(orgs|study_progress|nothing)?\/[tf]?\/\d{0,20}\/[0-9a-f:-]{0,40}$/,
      ),
    )
    const request = fc.record(
      {
        v: fc.constantFrom(1, 1, 1, 1, '1', 0),
        epoch: fc.oneof(
          { weight: 9, arbitrary: fc.constant(epoch) },
          { weight: 1, arbitrary: odd },
        ),
        cursor,
        device: fc.oneof(fc.uuid(), fc.constant(null)),
        commands: fc.oneof(fc.array(command, { maxLength: 4 }), odd),
      },
      { requiredKeys: ['v', 'epoch'] },
    )
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('Young Wu', 'Secretary Wang'),
        fc.oneof({ weight: 9, arbitrary: request }, { weight: 1, arbitrary: odd }),
        async (who, said) => {
          fc.pre(!JSON.stringify(said ?? null).includes('\\u0000')) // No jsonb holds it: the request ends at the door, before us.
          const page = await ask(db, who, said)
          if (page.refused !== undefined) return
          expect(Array.isArray(page.verdicts)).toBe(true)
          for (const { code } of page.verdicts) if (code) codes.add(code)
        },
      ),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 250), interruptAfterTimeLimit: 60_000 },
    )
    expect(codes).not.toContain('server-fault')
    expect(await db.query('select from public.orgs')).toHaveLength(7)
  })

  it('after a restore every phone starts afresh', async () => {
    const { cursor } = await trip(db, 'Old Zhou', null)
    expect((await trip(db, 'Old Zhou', cursor)).fresh).toBe(false)
    await db.exec('select private.renew_epoch()')
    const after = await trip(db, 'Old Zhou', cursor)
    expect(after.fresh).toBe(true)
    expect(after.tables['orgs']?.rows).toHaveLength(3)
  })

  it('a phone agreed with in another life is given the rows, and judged only once it knows', async () => {
    const act = { made_at: 1, ...finish() }
    const request = { v: 1, device: null, cursor: null, commands: [act] }
    const before = await ask(db, 'Old Zhou', { ...request, epoch: '0123456789ab' })
    expect(before.verdicts).toEqual([])
    expect(before.fresh).toBe(true)
    for (const nameless of [request, { ...request, epoch: null }])
      expect((await ask(db, 'Old Zhou', nameless)).verdicts).toEqual([])
    expect(await db.query('select from private.command_log where id = $1', [act.id])).toEqual([])

    const { verdicts, epoch } = await ask(db, 'Old Zhou', { ...request, epoch: before.epoch })
    expect(verdicts).toEqual([{ id: act.id, ok: true }])
    expect(epoch).toBe(before.epoch)
    expect((await ask(db, 'Old Zhou', { ...request, epoch: 7 })).refused).toBe('bad-request')
  })

  it('a cursor that reaches further back than the phone ever stood is no cursor', async () => {
    const { cursor } = await trip(db, 'Old Zhou', null)
    const back = cursor.replace(/\/d\/\d+\//, '/d/1/')
    expect((await ask(db, 'Old Zhou', { v: 1, cursor: back })).refused).toBe('bad-cursor')
    expect((await ask(db, 'Old Zhou', { v: 1, cursor: await sealed(back) })).fresh).toBe(false)
  })

  it('a cursor from a future that never happened starts afresh', async () => {
    const { cursor } = await trip(db, 'Old Zhou', null)
    const future = await sealed(cursor.replace(/\/d\/\d+\/\d+\//, '/d/999999999/999999999/'))
    expect((await trip(db, 'Old Zhou', future)).fresh).toBe(true)
  })

  it('a phone away for longer than removals are remembered starts afresh', async () => {
    const { cursor } = await trip(db, 'Old Zhou', null)
    await db.exec(`delete from public.appointments where role = 'shopkeeper'`)
    const { cursor: later } = await trip(db, 'Old Zhou', cursor)
    await db.exec(`select private.purge_tombstones('-1 second')`)
    expect((await trip(db, 'Old Zhou', cursor)).fresh).toBe(true)
    expect((await trip(db, 'Old Zhou', later)).fresh).toBe(false)
  })

  it('nobody is told of a removal of what they never saw', async () => {
    const { cursor: chen } = await trip(db, 'Old Chen', null)
    const { cursor: wang } = await trip(db, 'Secretary Wang', null)
    await db.exec(`delete from public.home_lessons`)
    expect((await trip(db, 'Old Chen', chen)).tables).toEqual({})
    expect((await trip(db, 'Secretary Wang', wang)).tables['home_lessons']?.gone).toHaveLength(1)
  })

  it('no page is much larger than a thousand rows or 256 KB, tells its reader of themselves first, and texts for today come first', async () => {
    await db.exec(`
      insert into public.members (id, branch_id)
      select gen_random_uuid(), tests.id('Willow Village') from generate_series(1, 2300);
      insert into public.directory_cards (id, branch_id, name, pinyin)
      select id, branch_id, 'Somebody', '' from public.members where id not in (select id from public.directory_cards);
      insert into public.materials (id, org_id, topic, title, summary, minutes, status, author_id)
      select gen_random_uuid(), tests.id('Willow Village'), 't', 'Piece ' || n, '', 10, 'published', tests.id('Secretary Wang')
      from generate_series(1, 12) as n;
      insert into public.material_bodies (id, body)
      select id, repeat('长', 20000) from public.materials where title like 'Piece %';`)
    const first = await trip(db, 'Secretary Wang', null)
    expect(Object.keys(first.tables)).toContain('category_assignments')
    expect(first.done).not.toContain('directory_cards')
    const roomy = await ask(db, 'Secretary Wang', {
      ...{ v: 1, device: null, cursor: null, commands: [], room: 1e7 },
    })
    expect(roomy.tables['directory_cards']?.rows.length).toBeGreaterThan(2300)
    let cursor: string | null = null
    const bodies: unknown[] = []
    for (let more = true, trips = 0; more && trips < 40; trips++) {
      const page = await trip(db, 'Secretary Wang', cursor)
      const rows = Object.values(page.tables).map((table) => table.rows.length)
      expect(rows.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(1010)
      expect(JSON.stringify(page.tables).length).toBeLessThan(400_000)
      bodies.push(...(page.tables['material_bodies']?.rows.map(([id]) => id) ?? []))
      ;({ cursor, more } = page)
    }
    const mine = await as(db, 'Secretary Wang', () =>
      db.query<{ id: string }>('select private.materials_i_carry() as id'),
    )
    expect(new Set(bodies.slice(0, mine.length))).toEqual(new Set(mine.map(({ id }) => id)))
    expect(bodies).toHaveLength(16)
  })
})
