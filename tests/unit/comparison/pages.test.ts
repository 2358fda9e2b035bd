import 'fake-indexeddb/auto'
import { cleanup, fireEvent, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Ask } from '@/domain/asks'
import type { BranchComparison, ComparisonTotals, MemberCompared } from '@/domain/comparison-asks'
import { no, yes } from '@/domain/fault'
import { asId, type MemberId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { ComparisonNewsCard, routes } from '@/features/comparison'
import { openPage } from '../../support/on-screen'
import { appointed, auntieLin, branchPhone } from '../points/village'
import { oldZhao, secretaryLi, town, willow } from '../study/village'

afterEach(cleanup)

const summer = '2026-07-01'
const comparison = (more: Partial<Rows['comparisons']> = {}): Rows['comparisons'] => ({
  ...{ id: asId('summer'), branchId: willow, quarter: summer, state: 'published' },
  ...{ publisher: '李书记', publishedOn: '2026-11-20', reason: '', withdrawnOn: null },
  ...more,
})
const mark = (aspect: Rows['comparisonMarks']['aspect'], name: string) =>
  ({
    ...{ id: asId(`${aspect} ${name}`), comparisonId: asId('summer'), branchId: willow, aspect },
    ...{ memberId: asId(name), name, pinyin: '' },
  }) satisfies Rows['comparisonMarks']
const study = { home_minutes: 120, taught_minutes: 0, asked: 480, top: 600 }
const mine = (more: Partial<Rows['comparisonResults']> = {}): Rows['comparisonResults'] => ({
  ...{ id: asId('mine'), comparisonId: asId('summer'), quarter: summer, memberId: oldZhao },
  ...{ aspect: 'study', band: 'short', figures: study, liftReason: '', lifter: '' },
  ...more,
})

const pages = [...routes, { path: '/card', component: ComparisonNewsCard }]

async function phoneWith(me: MemberId, answer: Awaited<ReturnType<Ask>> = no({ kind: 'offline' })) {
  const phone = await branchPhone(me)
  const asked: unknown[] = []
  const ask = ((name: string, args: object) => {
    asked.push([name, args])
    return Promise.resolve(answer)
  }) as Ask
  return { phone: { ...phone, ask }, db: phone.db, asked }
}

describe('a member', () => {
  it('reads who is named, and how they stand themselves, with what would lift it', async () => {
    const { phone, db, asked } = await phoneWith(oldZhao)
    await db.comparisons.put(comparison())
    await db.comparisonMarks.bulkPut([mark('study', '赵大山'), mark('study', '白玉兰')])
    await db.comparisonResults.put(mine())
    const screen = await openPage(phone, pages, '/comparison')
    const named = await screen.findByRole('list', { name: '学习突出' })
    expect(
      within(named)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['白玉兰', '赵大山'])
    expect(screen.getByText('还差一点')).toBeTruthy()
    expect(screen.getByText('再学 6 小时就做到了。')).toBeTruthy()
    expect(screen.getByText(/不加分，不排名/)).toBeTruthy()
    expect(asked).toEqual([])
    cleanup()
    const paper = await openPage(phone, pages, '/comparison/print')
    expect(await paper.findByRole('cell', { name: /白玉兰\s赵大山/ })).toBeTruthy()
    expect(paper.queryByText('还差一点')).toBeNull()
  })

  it('reads why the committee lifted them, and nothing that they should still do', async () => {
    const { phone, db } = await phoneWith(oldZhao)
    await db.comparisons.put(comparison())
    await db.comparisonResults.put(
      mine({ band: 'met', liftReason: '常给邻居念报', lifter: '李书记' }),
    )
    const screen = await openPage(phone, pages, '/comparison')
    expect(await screen.findByText('支部提了一档：常给邻居念报（李书记）')).toBeTruthy()
    expect(screen.queryByText(/^再学/)).toBeNull()
  })

  it('reads that it was taken down, and why', async () => {
    const { phone, db } = await phoneWith(oldZhao)
    await db.comparisons.put(
      comparison({ state: 'withdrawn', reason: '名单错了', withdrawnOn: '2026-11-21' }),
    )
    const screen = await openPage(phone, pages, '/comparison')
    expect(await screen.findByText('原因：名单错了')).toBeTruthy()
    expect(screen.getByText(/还没有公布过三比/)).toBeTruthy()
  })

  it('is told at home for two weeks, in one line', async () => {
    const { phone, db } = await phoneWith(oldZhao)
    await db.comparisons.bulkPut([
      comparison(),
      comparison({ id: asId('spring'), quarter: '2026-04-01', publishedOn: '2026-07-09' }),
    ])
    const screen = await openPage(phone, pages, '/card')
    expect(await screen.findByText('2026年第三季度三比公布了')).toBeTruthy()
    expect(screen.getAllByRole('link')).toHaveLength(1)
  })

  it('asks how they stand so far, and needs a signal for it', async () => {
    const { phone, asked } = await phoneWith(
      oldZhao,
      yes([{ aspect: 'study', band: 'none', figures: study }]),
    )
    const screen = await openPage(phone, pages, '/comparison/now')
    expect(await screen.findByText('这一季不比')).toBeTruthy()
    expect(asked).toEqual([['my_comparison', { quarter: '2026-10-01' }]])
    cleanup()
    const far = await openPage((await phoneWith(oldZhao)).phone, pages, '/comparison/now')
    expect(await far.findByText(/要有网才能看/)).toBeTruthy()
  })
})

const row = (memberId: string, more: Partial<MemberCompared> = {}): MemberCompared => ({
  ...{ memberId, name: memberId, aspect: 'study', band: 'met', figures: study },
  ...{ liftReason: '', lifter: '' },
  ...more,
})
const told = (more: Partial<BranchComparison> = {}): BranchComparison => ({
  ...{ comparisonId: null, isOver: true, seen: 'print' },
  rows: [row('白玉兰'), row('赵大山', { band: 'short' }), row(secretaryLi, { band: 'short' })],
  ...more,
})

async function desk(answer = told()) {
  const opened = await phoneWith(secretaryLi, yes(answer))
  await opened.db.appointments.put(appointed(secretaryLi, 'branch_secretary', willow))
  return opened
}

describe('the committee', () => {
  it('lifts somebody with a reason, and puts up what it has seen', async () => {
    const { phone, db } = await desk()
    const one = await openPage(phone, pages, '/branch/comparison/白玉兰')
    await fireEvent.update(await one.findByLabelText('提到「突出」的原因'), '教会了三个人')
    cleanup()
    const screen = await openPage(phone, pages, '/branch/comparison')
    expect(await screen.findByText('您提了 1 项，公布的时候一起算。')).toBeTruthy()
    expect(screen.getByText('学习做到了（提一档）')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '公布' }))
    const dialog = await screen.findByRole('dialog', { name: '公布2026年第三季度的三比？' })
    expect(within(dialog).getByText(/一共 1 个名字/)).toBeTruthy()
    await fireEvent.click(within(dialog).getByRole('button', { name: '公布' }))
    expect(await screen.findByText('正在交给镇里…')).toBeTruthy()
    const [act] = await db.outbox.toArray()
    expect(act).toMatchObject({
      name: 'publish_comparison',
      args: {
        ...{ branchId: willow, quarter: summer, seen: 'print' },
        lifts: [{ member_id: '白玉兰', aspect: 'study', reason: '教会了三个人' }],
      },
    })
  })

  it('lifts neither itself nor anybody in a quarter that goes on', async () => {
    const { phone } = await desk()
    const own = await openPage(phone, pages, `/branch/comparison/${secretaryLi}`)
    expect(await own.findByText(/自己的不能自己提/)).toBeTruthy()
    expect(own.queryByLabelText(/的原因$/)).toBeNull()
    cleanup()
    const running = await desk(told({ isOver: false }))
    const screen = await openPage(running.phone, pages, '/branch/comparison?quarter=2026-10')
    expect(await screen.findByText(/这一季过完了才能公布/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '公布' })).toBeNull()
  })

  it('takes down what is up with a reason, after being asked', async () => {
    const { phone, db } = await desk(told({ comparisonId: 'summer', seen: '' }))
    const screen = await openPage(phone, pages, '/branch/comparison')
    await fireEvent.click(await screen.findByRole('button', { name: '撤回' }))
    expect(await screen.findByText('请写为什么撤回。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('为什么撤回'), '名单错了')
    await fireEvent.click(screen.getByRole('button', { name: '撤回' }))
    const dialog = await screen.findByRole('dialog', { name: '撤回这一季的三比？' })
    await fireEvent.click(within(dialog).getByRole('button', { name: '撤回' }))
    expect(await screen.findByText('正在交给镇里…')).toBeTruthy()
    expect((await db.outbox.toArray()).map(({ name, args }) => [name, args])).toEqual([
      ['withdraw_comparison', { comparisonId: 'summer', reason: '名单错了' }],
    ])
  })
})

describe('those above', () => {
  it('a cadre asks for nobody by name, and counts', async () => {
    const totals: ComparisonTotals[] = [
      { branchId: willow, aspect: 'study', top: 2, met: 5, short: 1, none: 3 },
    ]
    const { phone, db, asked } = await phoneWith(auntieLin, yes(totals))
    await db.appointments.put(appointed(auntieLin, 'stationed_cadre', willow))
    const screen = await openPage(phone, pages, '/branch/comparison')
    expect(await screen.findByText('每个人的档次只有支部和镇里看得到。')).toBeTruthy()
    expect(asked).toEqual([])
    cleanup()
    const sums = await openPage(phone, pages, '/branch/comparisons')
    expect(await sums.findByText('学习 2、5、1')).toBeTruthy()
    expect(asked).toEqual([['comparison_totals', { orgId: willow, quarter: summer }]])
  })

  it('the town reads everybody, and puts nothing up', async () => {
    const { phone, db } = await phoneWith(auntieLin, yes(told()))
    await db.appointments.put(appointed(auntieLin, 'town_staff', town))
    const screen = await openPage(phone, pages, `/branch/comparison?of=${willow}`)
    expect(await screen.findByText('由支部书记或者支委来公布。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '公布' })).toBeNull()
  })
})
