import { cleanup, fireEvent, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { helpPeople, type Village } from '@/app/shell/help-people'
import MemberDeck from '@/app/shell/MemberDeck.vue'
import VisitorDeck from '@/app/shell/VisitorDeck.vue'
import { asId } from '@/domain/id'
import { auntieWang, phoneOfAuntieWang, secretaryLi, show } from './village'

afterEach(cleanup)

const willow = asId<'orgs'>('willow')
const niece = asId<'members'>('niece')
const village: Village = {
  me: auntieWang,
  today: '2026-11-22',
  cards: [
    { id: auntieWang, branchId: willow, name: '王秀英', phone: null },
    { id: secretaryLi, branchId: willow, name: '李建国', phone: '10012345678' },
    { id: niece, branchId: willow, name: '赵小燕', phone: null },
  ],
  appointments: [
    {
      memberId: secretaryLi,
      orgId: willow,
      role: 'branch_secretary',
      fromDay: '2024-01-01',
      untilDay: null,
    },
  ],
  helpers: [{ elderId: auntieWang, helperId: niece, fromDay: '2026-01-01', untilDay: null }],
}
const names = (given: Village) => helpPeople(given).map(({ name, bond }) => `${bond} ${name}`)

describe('whom an elder can call', () => {
  it('is first her own helper, then the secretary of her branch', () => {
    expect(names(village)).toEqual(['我的帮学人 赵小燕', '我的支部书记 李建国'])
  })

  it('is not a helper or secretary whose time is over', () => {
    const ended = { ...village, today: '2027-06-01' as const }
    const helpers = [
      { elderId: auntieWang, helperId: niece, fromDay: '2026-01-01', untilDay: '2026-12-31' },
    ] as const
    expect(names({ ...ended, helpers })).toEqual(['我的支部书记 李建国'])
    expect(names({ ...village, appointments: [] })).toEqual(['我的帮学人 赵小燕'])
  })

  it('is not herself, and nobody twice', () => {
    const own = [
      ...village.appointments,
      {
        memberId: auntieWang,
        orgId: willow,
        role: 'branch_committee',
        fromDay: '2024-01-01',
        untilDay: null,
      },
      {
        memberId: niece,
        orgId: willow,
        role: 'branch_committee',
        fromDay: '2024-01-01',
        untilDay: null,
      },
    ] as const
    expect(names({ ...village, appointments: own })).toEqual([
      '我的帮学人 赵小燕',
      '我的支部书记 李建国',
    ])
  })
})

describe('the help button', () => {
  it('calls the secretary with one tap', async () => {
    await show(MemberDeck, { phone: await phoneOfAuntieWang() })
    await fireEvent.click(screen.getByRole('button', { name: '求助' }))
    const call = await screen.findByRole('link', { name: /打电话给李建国/ })
    expect(call.getAttribute('href')).toBe('tel:10012345678')
  })

  it('says so when a number is not shared', async () => {
    const phone = await phoneOfAuntieWang()
    await phone.db.directoryCards.update(secretaryLi, { phone: null })
    await show(MemberDeck, { phone })
    await fireEvent.click(screen.getByRole('button', { name: '求助' }))
    expect(await screen.findByText(/没有公开电话，请当面找/)).toBeTruthy()
  })

  it('tells someone who is not signed in what to do', async () => {
    await show(VisitorDeck)
    await fireEvent.click(screen.getByRole('button', { name: '求助' }))
    expect(await screen.findByText(/请找村里的支部书记/)).toBeTruthy()
  })
})

describe('the places at the foot of the screen', () => {
  it('are four for a member, and the secretary has one more', async () => {
    const phone = await phoneOfAuntieWang()
    await show(MemberDeck, { phone, path: '/study/one' })
    const tabs = () => screen.getByRole('navigation', { name: '主要页面' })
    expect(tabs().textContent).toBe('首页学习积分我的')
    expect(screen.getByRole('link', { name: '学习' }).getAttribute('aria-current')).toBe('page')
    await phone.db.appointments.where({ memberId: secretaryLi }).modify({ memberId: auntieWang })
    expect(await screen.findByRole('link', { name: '支部' })).toBeTruthy()
  })

  it('tell of notices not yet read', async () => {
    const phone = await phoneOfAuntieWang()
    await phone.db.notices.add({ kind: 'word', at: 1, read: false, say: '一条通知', act: null })
    await show(MemberDeck, { phone })
    expect(await screen.findByText('有 1 条没看的通知')).toBeTruthy()
  })
})
