import 'fake-indexeddb/auto'
import { cleanup, fireEvent, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Ask, Asks } from '@/domain/asks'
import type { BranchDuesRow } from '@/domain/dues-asks'
import { no, yes } from '@/domain/fault'
import { asId, type MemberId } from '@/domain/id'
import { DuesCard, routes } from '@/features/dues'
import { openPage } from '../../support/on-screen'
import { appointed, auntieLin, branchPhone } from '../points/village'
import { oldZhao, secretaryLi, town, willow } from '../study/village'
import { basis, payment, reversal } from './books'

afterEach(cleanup)

type Answers = { [Name in keyof Asks]?: Awaited<ReturnType<Ask>> }

async function phoneWith(me: MemberId, answers: Answers = {}) {
  const asked: [string, object][] = []
  const phone = await branchPhone(me)
  const ask = ((name: keyof Asks, args: object) => {
    asked.push([name, args])
    return Promise.resolve(answers[name] ?? no({ kind: 'offline' }))
  }) as Ask
  return { phone: { ...phone, ask }, asked }
}

const pages = [...routes, { path: '/card', component: DuesCard }]

const row = (name: string, more: Partial<BranchDuesRow> = {}): BranchDuesRow => ({
  ...{ memberId: name, name, pinyin: '', hasPhone: true, basis: basis(), dueFen: 4200 },
  ...{ openFen: 4200, arrearsMonths: 0, arrearsFen: 0, openSince: '2026-11-01', remindedOn: null },
  payments: [],
  ...more,
})

describe('a member', () => {
  it('reads without a signal what is due, how it is counted, and what was paid', async () => {
    const { phone } = await phoneWith(oldZhao)
    await phone.db.duesBases.put(basis())
    await phone.db.duesPayments.bulkPut([
      payment('first', { fromMonth: '2026-09-01', paidBy: '儿子' }),
      payment('slip'),
      reversal('slip'),
    ])
    const screen = await openPage(phone, pages, '/dues')
    expect(await screen.findByText('84 元')).toBeTruthy()
    expect(screen.getByText(/4200 元 × 1% = 42 元/)).toBeTruthy()
    expect(screen.getByText(/李国强冲回，原因：记重了/)).toBeTruthy()
    const receipt = screen.getByRole('link', { name: /9月.*儿子代交/ })
    await fireEvent.click(receipt)
    expect(await screen.findByText('儿子代交')).toBeTruthy()
    expect(screen.getByText('2026年11月20日')).toBeTruthy()
  })

  it('is told whom to ask while nothing was said', async () => {
    const { phone } = await phoneWith(oldZhao)
    const screen = await openPage(phone, pages, '/dues')
    expect(await screen.findByText(/还没有定您的党费标准/)).toBeTruthy()
  })

  it('sees a reminder on the home page until it is paid', async () => {
    const { phone } = await phoneWith(oldZhao)
    await phone.db.duesBases.put(basis())
    await phone.db.duesReminders.put({
      ...{ id: asId('word'), memberId: oldZhao, fromMonth: '2026-09-01' },
      ...{ untilMonth: '2026-11-01', owedFen: 12_600, onDay: '2026-11-20', reminder: '李国强' },
    })
    const screen = await openPage(phone, pages, '/card')
    expect(await screen.findByText(/9月到11月里 3 个月的党费，共 126 元/)).toBeTruthy()
    await phone.db.duesPayments.put(payment('all', { fromMonth: '2026-09-01', months: 3 }))
    await waitFor(() => {
      expect(screen.queryByText(/的党费，共/)).toBeNull()
    })
  })
})

describe('the secretary', () => {
  it('writes a whole branch down in a few taps, for the sum that was seen', async () => {
    const { phone, asked } = await phoneWith(secretaryLi, {
      branch_dues: yes([
        row('林秀英'),
        row('赵大爷', { arrearsMonths: 2, arrearsFen: 8400 }),
        row('李国强', { openFen: 0 }),
        row('郑志航', { openFen: 0, arrearsMonths: 3, arrearsFen: 25_650 }),
        row('孙建平', { basis: null, dueFen: 0, openFen: 0 }),
      ]),
    })
    const screen = await openPage(phone, pages, '/branch/dues?month=2026-11&span=quarter')
    expect(await screen.findByText('没交齐 2 人')).toBeTruthy()
    expect(asked).toEqual([
      ['branch_dues', { branchId: willow, fromMonth: '2026-10-01', untilMonth: '2026-12-01' }],
    ])
    expect(screen.getByText(/以前还差 2 个月，84 元/)).toBeTruthy()
    expect(screen.getByText('340.5 元，2 人')).toBeTruthy()
    expect(screen.getByText('以前还差的 1 人')).toBeTruthy()
    expect(screen.getByText('交清的 1 人')).toBeTruthy()
    expect(screen.getByRole('link', { name: /孙建平/ }).getAttribute('href')).toContain('/basis')
    await fireEvent.click(screen.getByRole('button', { name: '选上的人都交了' }))
    expect(await screen.findByText('请先选上交了的人。')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '全部选上' }))
    await fireEvent.click(await screen.findByRole('button', { name: '这 2 人都交了，共 84 元' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText(/林秀英、赵大爷/)).toBeTruthy()
    await fireEvent.click(within(dialog).getByRole('button', { name: '都交了，记下' }))
    expect(await screen.findByText('正在交给镇里…')).toBeTruthy()
    const [act] = await phone.db.outbox.toArray()
    expect(act).toMatchObject({
      name: 'record_dues',
      args: {
        ...{ memberIds: ['林秀英', '赵大爷'], fromMonth: '2026-10-01', months: 3 },
        ...{ paidOn: '2026-11-22', totalFen: 8400 },
      },
    })
    expect(await phone.db.duesPayments.count()).toBe(0)
    await phone.db.outbox.clear()
    await waitFor(() => {
      expect(asked).toHaveLength(2)
    })
  })

  it('reminds those who were not reminded this week', async () => {
    const { phone } = await phoneWith(secretaryLi, {
      branch_dues: yes([row('林秀英'), row('赵大爷', { remindedOn: '2026-11-20' })]),
    })
    const screen = await openPage(phone, pages, '/branch/dues')
    await fireEvent.click(await screen.findByRole('button', { name: '全部选上' }))
    await fireEvent.click(await screen.findByRole('button', { name: /提醒这 1 人/ }))
    await waitFor(async () => {
      expect(await phone.db.outbox.toArray()).toMatchObject([
        { name: 'remind_of_dues', args: { memberIds: ['林秀英'] } },
      ])
    })
  })

  it('says how somebody is counted, and sees the arithmetic while typing', async () => {
    const { phone } = await phoneWith(secretaryLi, {
      member_dues: yes({ bases: [], payments: [], reminders: [] }),
    })
    const screen = await openPage(phone, pages, `/branch/dues/members/${auntieLin}/basis`)
    await fireEvent.click(await screen.findByLabelText('有工资'))
    await fireEvent.update(await screen.findByLabelText('每月税后工资多少元'), '4200')
    expect(await screen.findByText(/4200 元 × 1% = 42 元/)).toBeTruthy()
    await fireEvent.click(screen.getByLabelText('免交'))
    await fireEvent.click(screen.getByRole('button', { name: '定下来' }))
    expect(await screen.findByText('请写为什么少交或免交。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('为什么少交或免交'), '长期生病')
    await fireEvent.click(screen.getByRole('button', { name: '定下来' }))
    await waitFor(async () => {
      expect(await phone.db.outbox.toArray()).toMatchObject([
        {
          name: 'set_dues_basis',
          args: {
            ...{ memberIds: [auntieLin], kind: 'wage', incomeFen: 420_000, byQuarter: false },
            ...{ loweredFen: 0, reason: '长期生病', fromMonth: '2026-11-01' },
          },
        },
      ])
    })
  })

  it('sets the same for farmers together', async () => {
    const { phone } = await phoneWith(secretaryLi, {
      branch_dues: yes([
        row('林秀英', { basis: null }),
        row('孙建平', { basis: null }),
        row('赵大爷'),
      ]),
    })
    const screen = await openPage(phone, pages, '/branch/dues/farmers')
    await fireEvent.click(await screen.findByLabelText('林秀英'))
    await fireEvent.click(screen.getByLabelText('孙建平'))
    expect(screen.queryByLabelText('赵大爷')).toBeNull()
    await fireEvent.click(screen.getByLabelText('每季度交一次'))
    await fireEvent.click(screen.getByRole('button', { name: '给这 2 人定下来' }))
    await waitFor(async () => {
      expect(await phone.db.outbox.toArray()).toMatchObject([
        {
          name: 'set_dues_basis',
          args: { memberIds: ['林秀英', '孙建平'], kind: 'farmer', agreedFen: 50, byQuarter: true },
        },
      ])
    })
  })

  it('writes down an exception: more months, a little more money, brought by somebody else', async () => {
    const { phone } = await phoneWith(secretaryLi, {
      member_dues: yes({ bases: [basis()], payments: [], reminders: [] }),
    })
    const screen = await openPage(phone, pages, `/branch/dues/members/${oldZhao}/pay`)
    const amount = await screen.findByLabelText('交了多少元')
    expect((amount as HTMLInputElement).value).toBe('42')
    await fireEvent.click(screen.getByRole('button', { name: /多/ }))
    await waitFor(() => {
      expect((amount as HTMLInputElement).value).toBe('84')
    })
    await fireEvent.update(amount, '80')
    await fireEvent.click(screen.getByRole('button', { name: '记下' }))
    expect(await screen.findByText(/不能比应交的少/)).toBeTruthy()
    await fireEvent.update(amount, '100')
    await fireEvent.update(screen.getByLabelText('谁代交的'), '儿子')
    await fireEvent.click(screen.getByRole('button', { name: '记下' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '交了，记下' }),
    )
    await waitFor(async () => {
      expect(await phone.db.outbox.toArray()).toMatchObject([
        {
          name: 'record_dues_payment',
          args: {
            ...{ memberId: oldZhao, fromMonth: '2026-09-01', months: 2, amountFen: 10_000 },
            ...{ paidOn: '2026-11-22', paidBy: '儿子' },
          },
        },
      ])
    })
  })

  it('undoes a slip with a reason, after a question', async () => {
    const { phone } = await phoneWith(secretaryLi, {
      member_dues: yes({ bases: [basis()], payments: [payment('first')], reminders: [] }),
    })
    const screen = await openPage(phone, pages, `/branch/dues/members/${oldZhao}/receipts/first`)
    await fireEvent.click(await screen.findByRole('button', { name: '冲回这一笔' }))
    expect(await screen.findByText('请写哪里记错了。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('哪里记错了'), '记成别人了')
    await fireEvent.click(screen.getByRole('button', { name: '冲回这一笔' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '冲回' }),
    )
    await waitFor(async () => {
      expect(await phone.db.outbox.toArray()).toMatchObject([
        { name: 'reverse_dues_payment', args: { paymentId: 'first', reason: '记成别人了' } },
      ])
    })
  })

  it('needs a signal, and says so', async () => {
    const { phone } = await phoneWith(secretaryLi)
    const screen = await openPage(phone, pages, '/branch/dues')
    expect(await screen.findByText(/别人的党费不存在手机里/)).toBeTruthy()
  })

  it('prints everybody of the branch', async () => {
    const { phone } = await phoneWith(secretaryLi, {
      branch_dues: yes([row('林秀英'), row('赵大爷', { openFen: 0, payments: [payment('one')] })]),
    })
    const screen = await openPage(phone, pages, '/branch/dues/print?month=2026-11')
    const table = await screen.findByRole('table')
    expect(within(table).getByText('11月20日')).toBeTruthy()
    expect(within(table).getByText('84 元')).toBeTruthy()
  })
})

describe('others', () => {
  it('a member without a post is told who may look', async () => {
    const { phone, asked } = await phoneWith(auntieLin)
    const screen = await openPage(phone, pages, '/branch/dues')
    expect(await screen.findByText(/只有本支部的书记、支委和镇里看得到/)).toBeTruthy()
    const one = await openPage(phone, pages, `/branch/dues/members/${oldZhao}/basis`)
    expect(await one.findByText(/党费标准由本支部的书记来定/)).toBeTruthy()
    expect(asked.map(([name]) => name)).not.toContain('branch_dues')
  })

  it('the town looks at a branch and writes nothing', async () => {
    const { phone } = await phoneWith(auntieLin, { branch_dues: yes([row('赵大爷')]) })
    await phone.db.appointments.put(appointed(auntieLin, 'town_staff', town))
    const screen = await openPage(phone, pages, `/branch/dues?of=${willow}`)
    expect(await screen.findByText('还没交 1 人')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /都交了/ })).toBeNull()
  })

  it('a cadre reads sums, and nobody’s name', async () => {
    const { phone } = await phoneWith(auntieLin, {
      dues_totals: yes([
        {
          ...{ branchId: willow, members: 18, dueFen: 12_900, paidFen: 4200, owing: 3 },
          withoutBasis: 2,
        },
      ]),
    })
    await phone.db.appointments.put(appointed(auntieLin, 'stationed_cadre', willow))
    const screen = await openPage(phone, pages, '/branch/dues/totals')
    expect(await screen.findByText(/应交 129 元，交了 42 元；18 人里 3 人还没交/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: /柳树村/ })).toBeNull()
  })
})
