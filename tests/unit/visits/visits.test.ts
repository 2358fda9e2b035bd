import 'fake-indexeddb/auto'
import { cleanup, fireEvent, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Ask } from '@/domain/asks'
import type { VisitTold } from '@/domain/dues-asks'
import { no, yes } from '@/domain/fault'
import { asId, type MemberId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { PromisesCard, routes } from '@/features/visits'
import {
  isPressing,
  isRight,
  sayState,
  stateOf,
  toDoFirst,
  wrongInVisit,
  type VisitForm,
} from '@/features/visits/visit-rules'
import { openPage } from '../../support/on-screen'
import { appointed, auntieLin, branchPhone } from '../points/village'
import { oldZhao, secretaryLi, today, town, willow } from '../study/village'

afterEach(cleanup)

const visit = (id: string, more: Partial<Rows['visits']> = {}): Rows['visits'] => ({
  ...{ id: asId(id), memberId: oldZhao, branchId: willow, household: `${id}家` },
  ...{ visitedOn: '2026-11-10', purpose: 'opinion', asked: '', promise: '', promiseBy: null },
  ...{ keptOn: null, keptNote: '', recordedAt: 1 },
  ...more,
})
const promised = (id: string, promiseBy: '2026-11-20' | '2026-11-24' | '2026-12-10') =>
  visit(id, { promise: '找村里修灯', promiseBy })

const pages = [...routes, { path: '/card', component: PromisesCard }]

async function phoneWith(
  me: MemberId,
  visits: readonly Rows['visits'][] = [],
  answer: Awaited<ReturnType<Ask>> = no({ kind: 'offline' }),
) {
  const phone = await branchPhone(me)
  await phone.db.visits.bulkPut(visits)
  const asked: string[] = []
  const ask = ((name: string) => {
    asked.push(name)
    return Promise.resolve(answer)
  }) as Ask
  return { phone: { ...phone, ask }, asked }
}

describe('what was promised', () => {
  it('is open until it is kept, and overdue after its day', () => {
    expect(stateOf(visit('a'), today)).toBe('none')
    expect(stateOf(promised('a', '2026-11-24'), today)).toBe('open')
    expect(stateOf(promised('a', '2026-11-20'), today)).toBe('overdue')
    expect(stateOf({ promiseBy: '2026-11-20', keptOn: '2026-11-21' }, today)).toBe('kept')
    expect(sayState(promised('a', '2026-11-20'), today)).toBe('过了11月20日还没办好')
    expect(sayState({ promiseBy: '2026-11-20', keptOn: '2026-11-21' }, today)).toBe(
      '11月21日办好了',
    )
  })

  it('stands first, the nearest day on top, and on the home page when it presses', () => {
    const rows = [
      visit('a', { visitedOn: '2026-11-21' }),
      promised('b', '2026-12-10'),
      promised('c', '2026-11-20'),
    ]
    expect([...rows].sort(toDoFirst).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect(isPressing(promised('a', '2026-11-24'), today)).toBe(true)
    expect(isPressing(promised('a', '2026-12-10'), today)).toBe(false)
    expect(isPressing(visit('a'), today)).toBe(false)
  })
})

describe('the form', () => {
  const form: VisitForm = {
    ...{ household: '白奶奶家', day: today, purpose: 'care', asked: '', promise: '', by: '' },
  }

  it('wants a house, a day that was, what for, and a day for a promise', () => {
    expect(isRight(wrongInVisit(form, today))).toBe(true)
    expect(wrongInVisit({ ...form, household: ' ' }, today)).toHaveProperty('household')
    expect(wrongInVisit({ ...form, day: '2026-11-23' }, today)).toHaveProperty('day')
    expect(wrongInVisit({ ...form, day: '2026-10-01' }, today)).toHaveProperty('day')
    expect(wrongInVisit({ ...form, day: '' }, today)).toHaveProperty('day')
    expect(wrongInVisit({ ...form, purpose: undefined }, today)).toHaveProperty('purpose')
    expect(wrongInVisit({ ...form, promise: '修灯' }, today)).toHaveProperty('by')
    expect(wrongInVisit({ ...form, promise: '修灯', by: '2026-11-21' }, today)).toHaveProperty('by')
    expect(isRight(wrongInVisit({ ...form, promise: '修灯', by: '2026-12-01' }, today))).toBe(true)
  })
})

describe('a member with no signal', () => {
  it('writes down a visit and its promise, and says later that it is kept', async () => {
    const { phone } = await phoneWith(oldZhao)
    const screen = await openPage(phone, pages, '/visits/new')
    await fireEvent.click(await screen.findByRole('button', { name: '记下' }))
    expect(await screen.findByText('请写到了哪家。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('到了哪家'), '白奶奶家')
    await fireEvent.click(screen.getByLabelText('看望慰问'))
    await fireEvent.update(screen.getByLabelText('答应了什么'), '找村里修灯')
    await fireEvent.update(await screen.findByLabelText('哪天前办好'), '2026-11-30')
    await fireEvent.click(screen.getByRole('button', { name: '记下' }))
    await fireEvent.click(await screen.findByRole('link', { name: /白奶奶家/ }))
    expect(await screen.findByText('11月30日前办好')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('怎么办的'), '装了新灯')
    await fireEvent.click(screen.getByRole('button', { name: '办好了' }))
    expect(await screen.findByText('11月22日办好了')).toBeTruthy()
    expect((await phone.db.outbox.toArray()).map(({ name }) => name)).toEqual([
      'record_visit',
      'finish_visit_promise',
    ])
    await fireEvent.click(screen.getByRole('button', { name: '还没办好，改回去' }))
    expect(await screen.findByText('11月30日前办好')).toBeTruthy()
  })

  it('takes a slip back, after a question', async () => {
    const { phone } = await phoneWith(oldZhao, [visit('白奶奶')])
    const screen = await openPage(phone, pages, '/visits/白奶奶')
    await fireEvent.click(await screen.findByRole('button', { name: '记错了，撤回这次走访' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '撤回' }),
    )
    await waitFor(async () => {
      expect(await phone.db.visits.count()).toBe(0)
    })
    expect(await screen.findByText(/还没有记过/)).toBeTruthy()
  })

  it('is told on the home page of what presses, and of nothing else', async () => {
    const { phone } = await phoneWith(oldZhao, [promised('b', '2026-12-10')])
    const screen = await openPage(phone, pages, '/card')
    await phone.db.visits.put(promised('a', '2026-11-20'))
    expect(await screen.findByText(/a家，过了11月20日还没办好/)).toBeTruthy()
    expect(screen.queryByText(/b家/)).toBeNull()
  })

  it('prints what was visited', async () => {
    const { phone } = await phoneWith(oldZhao, [visit('白奶奶', { asked: '灯坏了' })])
    const screen = await openPage(phone, pages, '/visits/print')
    expect(within(await screen.findByRole('table')).getByText('灯坏了')).toBeTruthy()
  })
})

describe('those who look after the branch', () => {
  it('the secretary has it on the phone, what is overdue first, and may say that it is done', async () => {
    const { phone, asked } = await phoneWith(secretaryLi, [
      visit('方国强'),
      promised('白奶奶', '2026-11-20'),
    ])
    const screen = await openPage(phone, pages, '/branch/visits')
    expect(await screen.findByText('过了日子还没办好 1 件')).toBeTruthy()
    expect(asked).toEqual([])
    await fireEvent.click(screen.getByRole('link', { name: '打开白奶奶家' }))
    expect(await screen.findByRole('button', { name: '办好了' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /撤回/ })).toBeNull()
    cleanup()
    const card = await openPage(phone, pages, '/card')
    expect(await card.findByText('支部里有 1 件过了日子')).toBeTruthy()
  })

  it('the town asks for it, and only looks', async () => {
    const told: VisitTold = { ...promised('白奶奶', '2026-11-20'), name: '赵大爷' }
    const { phone, asked } = await phoneWith(auntieLin, [], yes([told]))
    await phone.db.appointments.put(appointed(auntieLin, 'town_staff', town))
    const screen = await openPage(phone, pages, '/branch/visits')
    expect(await screen.findByText(/柳树村党支部赵大爷/)).toBeTruthy()
    expect(asked).toEqual(['visits_below'])
    expect(screen.queryByRole('link', { name: /打开/ })).toBeNull()
    cleanup()
    const paper = await openPage(phone, pages, '/branch/visits/print')
    expect(await paper.findByRole('table')).toBeTruthy()
  })

  it('an area is told how many, and asks for no word', async () => {
    const { phone, asked } = await phoneWith(auntieLin, [], yes([]))
    await phone.db.appointments.put(appointed(auntieLin, 'area_coordinator', town))
    const screen = await openPage(phone, pages, '/branch/visits')
    expect(await screen.findByText(/看得到次数，看不到内容/)).toBeTruthy()
    expect(asked).toEqual([])
    cleanup()
    await openPage(phone, pages, '/branch/visits/totals')
    await waitFor(() => {
      expect(asked).toEqual(['visit_totals'])
    })
  })

  it('needs a signal where it is not on the phone', async () => {
    const { phone } = await phoneWith(auntieLin)
    await phone.db.appointments.put(appointed(auntieLin, 'stationed_cadre', willow))
    const screen = await openPage(phone, pages, '/branch/visits')
    expect(await screen.findByText(/这一页要有网才能看/)).toBeTruthy()
  })
})
