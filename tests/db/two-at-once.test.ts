import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type RealPostgres, type Session } from './support/real-postgres.ts'
import { as, ask, idOf, settle, trip, type Act, type Json } from './support/village.ts'

describe('two people at once, on a real PostgreSQL', () => {
  let server: RealPostgres
  let house: Session
  let plan: string
  const sessions: Session[] = []

  beforeAll(async () => {
    server = await startPostgres()
    house = open()
    await settle(house)
    plan = await idOf(house, 'Plan')
  })
  afterAll(async () => {
    await Promise.all(sessions.map((session) => session.close()))
    await server.stop()
  })

  function open(): Session {
    const session = server.session()
    sessions.push(session)
    return session
  }

  const finish = (id: string = crypto.randomUUID()) => ({
    id,
    name: 'finish_material',
    args: { material_id: plan, finished_on: '2026-11-20' },
  })

  const count = async (sql: string, params: unknown[] = []) =>
    Number((await house.query<{ n: string }>(`select count(*) as n from ${sql}`, params))[0]?.n)

  it('never skips what was written early and committed late', async () => {
    const [slow, quick, secretary] = [open(), open(), open()]
    const first = await trip(secretary, 'Secretary Wang', null)

    await slow.exec('begin')
    await slow.query('select tests.act_as($1)', ['Lost Liu'])
    await slow.exec('reset role')
    await slow.query(
      `insert into public.study_progress (member_id, branch_id, material_id, reached_permille)
       values (tests.id('Lost Liu'), tests.id('Willow Village'), tests.id('Rice'), 5)`,
    )
    await trip(quick, 'Young Wu', null, [finish()])
    const meanwhile = await trip(secretary, 'Secretary Wang', first.cursor)
    expect(meanwhile.tables['study_progress']?.rows).toHaveLength(1)

    await slow.exec('commit')
    const after = await trip(secretary, 'Secretary Wang', meanwhile.cursor)
    const liu = await idOf(house, 'Lost Liu')
    expect(after.tables['study_progress']?.rows.map((row) => row[1])).toContain(liu)
  })

  it('counts one finish when fifty phones of one member say so at the same moment', async () => {
    const phones = Array.from({ length: 50 }, open)
    const pages = await Promise.all(
      phones.map((phone) => trip(phone, 'Auntie Lin', null, [finish()])),
    )
    expect(pages.flatMap(({ verdicts }) => verdicts.filter(({ ok }) => !ok))).toEqual([])
    const mine = `public.study_progress where material_id = $1 and member_id = tests.id('Auntie Lin')`
    expect(await count(mine, [plan])).toBe(1)
    expect(await count(`${mine} and finished_at is not null`, [plan])).toBe(1)
    await Promise.all(phones.map((phone) => phone.close()))
  })

  it('judges one act once when it arrives twenty times at the same moment', async () => {
    const phones = Array.from({ length: 20 }, open)
    const act = finish()
    const pages = await Promise.all(phones.map((phone) => trip(phone, 'Liaison Yu', null, [act])))
    expect(pages.flatMap(({ verdicts }) => verdicts)).toEqual(
      phones.map(() => ({ id: act.id, ok: true })),
    )
    expect(await count('private.command_log where id = $1', [act.id])).toBe(1)
  })

  it('counts every guess, also when thirty are made at the same moment', async () => {
    const guessers = Array.from({ length: 30 }, open)
    const answers = await Promise.all(
      guessers.map((guesser, n) =>
        guesser.query<{ said: { ok?: boolean; refused?: string } }>(
          `select public.check_card('40404040', $1) as said`,
          [String(n).padStart(16, '0')],
        ),
      ),
    )
    const heard = answers.map(([row]) => row?.said.refused ?? 'looked at')
    expect(heard.filter((said) => said === 'looked at')).toHaveLength(10)
    expect(heard.filter((said) => said === 'too-many-attempts')).toHaveLength(20)
  })

  it('closes a month once, and loses nobody’s credit, when fifty phones come by at the same moment', async () => {
    const [dates] = await house.query<{ month: string }>(
      `select to_char(private.month_of(private.today()) - interval '1 month', 'YYYY-MM-DD') as month`,
    )
    const month = dates?.month ?? ''
    const branch = await idOf(house, 'Willow Village')
    const about = { branch_id: branch, month }
    const lin = await idOf(house, 'Auntie Lin')
    const does = async (who: string, ...acts: Act[]) => {
      const { verdicts } = await trip(house, who, null, acts)
      expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
    }
    const word = { member_id: lin, month, on_day: month, code: 'shift', times: 3, reason: 'seen' }
    await does(
      'Secretary Wang',
      { name: 'say_times', args: { word_id: crypto.randomUUID(), ...word } },
      { name: 'propose_month', args: about },
    )
    const seen = await as(house, 'Town Zhao', async () => {
      const [row] = await house.query<{ print: string }>(
        `select public.month_sheet($1, $2) ->> 'print' as print`,
        [branch, month],
      )
      return row?.print ?? ''
    })
    await does('Town Zhao', { name: 'confirm_month', args: { ...about, seen } })
    await does('Secretary Wang', { name: 'publish_month', args: about })
    await house.query(
      `update public.month_sheets set objections_until = private.today() - 1 where state = 'published'`,
    )
    const phones = Array.from({ length: 50 }, open)
    const pages = await Promise.all(phones.map((phone) => trip(phone, 'Old Chen', null)))
    expect(pages.filter(({ refused }) => refused !== undefined)).toEqual([])
    await Promise.all(phones.map((phone) => phone.close()))
    expect(await count(`public.month_sheets where state = 'locked'`)).toBe(1)
    const due = `private.results_on(private.sheet_id($1, $2)) where category_tenths + bonus_tenths > 0`
    const credited = `public.wallet_entries where kind = 'earned' and month = $1`
    expect(await count(credited, [month])).toBe(await count(due, [branch, month]))
    expect(await count(`${credited} and member_id = $2 and tenths = 60`, [month, lin])).toBe(1)
  })

  // Not on the embedded engine: nesting like this ends it, wherever in a question it stands.
  it('refuses a request nested deeper than anyone would, and goes on', async () => {
    const phone = open()
    const deep = await ask(phone, 'Young Wu', '['.repeat(60_000))
    expect(deep.refused).toBe('bad-request')
    expect((await trip(phone, 'Young Wu', null)).fresh).toBe(true)
  })

  it('lets one of two people in who use the same card at the same moment', async () => {
    const cardId = crypto.randomUUID()
    await trip(house, 'Secretary Wang', null, [
      {
        name: 'issue_card',
        args: {
          card_id: cardId,
          member_id: await idOf(house, 'Lost Liu'),
          login_number: '41414141',
          secret_code: '1234567890123452',
        },
      },
    ])
    const activate = async (session: Session) => {
      await session.exec('begin')
      await session.query('select tests.sign_in(gen_random_uuid(), $1)', ['41414141'])
      const [row] = await session.query<{ said: { ok: boolean } }>(
        `select public.activate('1234567890123452') as said`,
      )
      await session.exec('commit')
      return row?.said.ok
    }
    const answers = await Promise.all([activate(open()), activate(open())])
    expect(answers.sort()).toEqual([false, true])
  })

  it('takes a file off the phones again that was put on a piece while the piece was taken back', async () => {
    const [writer, other] = [open(), open()]
    const rice = await idOf(house, 'Rice')
    const fileId = crypto.randomUUID()
    const path = `${await idOf(house, 'Willow Village')}/${fileId}`
    const file = { kind: 'audio', mime: 'audio/mpeg', bytes: 1000, name: '录音', path }
    const first = await trip(house, 'Young Wu', null)

    await begins(writer, 'Secretary Wang', 'attach_file', {
      ...file,
      file_id: fileId,
      material_id: rice,
    })
    const taking = begins(other, 'Secretary Wang', 'unassign_material', { assignment_id: rice })
    await Promise.race([taking, someoneWaits()])
    await writer.exec('commit')
    await taking
    const meanwhile = await trip(house, 'Young Wu', first.cursor)
    expect(meanwhile.tables['material_files']?.rows.map(([id]) => id)).toContain(fileId)
    await other.exec('commit')
    const after = await trip(house, 'Young Wu', meanwhile.cursor)
    expect(after.tables['material_files']?.gone).toContain(fileId)
  })

  it('refuses a lesson at home by a helper who is just being moved to another branch', async () => {
    const [town, helper] = [open(), open()]
    const lin = await idOf(house, 'Auntie Lin')
    await begins(
      town,
      'Town Zhao',
      'transfer_member',
      move(lin, await idOf(house, 'Peach Village')),
    )
    const [now] = await house.query<{ today: string }>('select private.today()::text as today')
    const lesson = {
      ...{ lesson_id: crypto.randomUUID(), elder_id: await idOf(house, 'Old Zhou') },
      ...{ material_id: plan, given_on: now?.today ?? '', place: '家里', acknowledged: 'tap' },
    }
    const said = trip(helper, 'Auntie Lin', null, [{ name: 'record_home_lesson', args: lesson }])
    await Promise.race([said, someoneWaits()])
    await town.exec('commit')
    expect((await said).verdicts).toEqual([expect.objectContaining({ code: 'not-your-elder' })])
  })

  describe('what is written about a member while they are being moved to another branch', () => {
    const about: Record<
      string,
      (member: string) => Promise<[who: string, act: Act, table: string]>
    > = {
      'what they read': async () => [
        'Old Zhou',
        {
          name: 'record_reading',
          args: {
            material_id: await idOf(house, 'Fraud'),
            reached_permille: 400,
            heard_seconds: 9,
          },
        },
        'study_progress',
      ],
      'what they finish': () => Promise.resolve(['Old Zhou', finish(), 'study_progress']),
      'their category': (member) =>
        Promise.resolve([
          'Town Zhao',
          {
            name: 'assign_category',
            args: {
              ...{ assignment_id: crypto.randomUUID(), member_id: member, category: 'elder' },
              ...{ from_day: '2026-11-20', basis: '' },
            },
          },
          'category_assignments',
        ]),
      'a task for them': async (member) => [
        'Town Zhao',
        {
          name: 'assign_material',
          args: {
            ...{ assignment_id: crypto.randomUUID(), material_id: plan, member_id: member },
            org_id: await idOf(house, 'Town'),
          },
        },
        'study_assignments',
      ],
    }

    it.each(Object.entries(about))('goes with them: %s', async (_, make) => {
      const [town, other] = [open(), open()]
      const member = await idOf(house, 'Old Zhou')
      const [home, away] = [await idOf(house, 'Willow Village'), await idOf(house, 'Peach Village')]
      const [who, act, table] = await make(member)
      await begins(town, 'Town Zhao', 'transfer_member', move(member, away))
      const said = trip(other, who, null, [act])
      await Promise.race([said, someoneWaits()])
      await town.exec('commit')

      expect((await said).verdicts).toEqual([expect.objectContaining({ ok: true })])
      const left = `public.${table} where member_id = $1 and branch_id <> $2`
      expect(await count(left, [member, away])).toBe(0)
      await trip(town, 'Town Zhao', null, [{ name: 'transfer_member', args: move(member, home) }])
    })
  })

  const move = (member: string, to: string): Record<string, Json> => ({
    ...{ transfer_id: crypto.randomUUID(), member_id: member, to_branch_id: to },
    ...{ on_day: '2026-11-20', reason: '' },
  })

  /** Does one act in a transaction that is left open. */
  async function begins(session: Session, who: string, name: string, args: Record<string, Json>) {
    const acts = [{ id: crypto.randomUUID(), name, args }]
    await session.exec('begin')
    await session.query('select tests.act_as($1)', [who])
    await session.query('select private.judge(null, $1::text::jsonb)', [JSON.stringify(acts)])
  }

  /** Until one session waits for a lock that another one holds. */
  async function someoneWaits(): Promise<void> {
    while ((await count(`pg_stat_activity where wait_event_type = 'Lock'`)) === 0);
  }
})
