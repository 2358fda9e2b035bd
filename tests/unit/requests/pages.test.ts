import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Ask, Asks } from '@/domain/asks'
import { no, yes } from '@/domain/fault'
import { asId } from '@/domain/id'
import { routes } from '@/features/requests'
import RequestsCard from '@/features/requests/components/RequestsCard.vue'
import { openPage, surroundings } from '../../support/on-screen'
import { appointed } from '../points/village'
import { member, oldZhao, phoneOf, secretaryLi, willow } from '../study/village'
import { mark, told } from './things'

afterEach(cleanup)

type Answers = { [Name in keyof Asks]?: Awaited<ReturnType<Ask>> }

async function phone(answers: Answers, me = oldZhao) {
  const opened = await phoneOf(me)
  const asked: string[] = []
  const ask = ((name: keyof Asks) => {
    asked.push(name)
    return Promise.resolve(answers[name] ?? no({ kind: 'offline' }))
  }) as Ask
  await opened.db.directoryCards.bulkPut([
    member(oldZhao),
    { ...member(secretaryLi), name: '李书记', pinyin: 'lsj' },
  ])
  if (me === secretaryLi)
    await opened.db.appointments.put(appointed(secretaryLi, 'branch_secretary', willow))
  return { ...opened, ask, asked }
}

describe('a member whom villagers ask', () => {
  it('reads on the home page that something waits, without a signal and without a name', async () => {
    const mine = await phone({})
    await mine.db.requests.bulkPut([
      mark(),
      mark({ id: asId('pill'), memberId: secretaryLi, offeredTo: oldZhao, status: 'taken' }),
    ])
    const { plugins } = surroundings(mine)
    const screen = render(RequestsCard, { global: { plugins } })
    expect(await screen.findByText('新来 1 件，转给您 1 件')).toBeTruthy()
    expect(mine.asked).toEqual([])
  })

  it('needs a signal to read what was said', async () => {
    const screen = await openPage(await phone({}), routes, '/requests')
    expect(await screen.findByText(/群众的姓名和电话不存在手机里/)).toBeTruthy()
  })

  it('takes it, and waits for the town’s word', async () => {
    const mine = await phone({ my_requests: yes([told()]) })
    await mine.db.requests.put(mark())
    const screen = await openPage(mine, routes, '/requests/ditch')
    await fireEvent.click(await screen.findByRole('button', { name: '我来办' }))
    expect(await screen.findByText('正在交给镇里…')).toBeTruthy()
    expect((await mine.db.outbox.toArray()).map(({ name }) => name)).toEqual(['take_request'])
    expect(await mine.db.requests.get('ditch')).toMatchObject({ status: 'taken' })
  })

  it('says something before it is done or passed on', async () => {
    const mine = await phone({ my_requests: yes([told({ status: 'taken' })]) })
    const screen = await openPage(mine, routes, '/requests/ditch')
    await fireEvent.click(await screen.findByRole('button', { name: '办结' }))
    expect(await screen.findByText('请写几个字。')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: /转过去/ }))
    expect(await screen.findByText('请选一位党员。')).toBeTruthy()
    expect(await mine.db.outbox.count()).toBe(0)
    await fireEvent.click(await screen.findByRole('radio', { name: '李书记' }))
    await fireEvent.click(screen.getByRole('button', { name: /转过去/ }))
    await screen.findByText('正在交给镇里…')
    const [act] = await mine.db.outbox.toArray()
    expect(act).toMatchObject({ name: 'offer_request', args: { offeredTo: secretaryLi } })
  })

  it('accepts or declines what is passed on', async () => {
    const offered = told({ isMine: false, isOfferedToMe: true, memberId: secretaryLi })
    const mine = await phone({ my_requests: yes([offered]) })
    const screen = await openPage(mine, routes, '/requests/ditch')
    expect(await screen.findByRole('button', { name: '接不了' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '办结' })).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: '我来接' }))
    await screen.findByText('正在交给镇里…')
    expect((await mine.db.outbox.toArray()).map(({ name }) => name)).toEqual(['accept_request'])
  })
})

describe('a secretary whose members are asked', () => {
  it('reads on the home page how many wait too long', async () => {
    const desk = await phone({}, secretaryLi)
    await desk.db.requests.bulkPut([mark({ cameOn: '2026-11-10' }), mark({ id: asId('new') })])
    const { plugins } = surroundings(desk)
    const screen = render(RequestsCard, { global: { plugins } })
    expect(await screen.findByText('支部里 1 件等得太久了')).toBeTruthy()
  })

  it('sees what waits too long apart, and closes after a reason and a question', async () => {
    const late = told({ isLate: true, isMine: false })
    const desk = await phone({ branch_requests: yes([late]) }, secretaryLi)
    const list = await openPage(desk, routes, '/branch/requests')
    expect(await list.findByRole('heading', { name: '等得太久的' })).toBeTruthy()
    cleanup()
    const screen = await openPage(desk, routes, `/branch/requests/ditch?of=${willow}`)
    await fireEvent.click(await screen.findByRole('button', { name: '关闭这件事' }))
    expect(await screen.findByText('请写明原因。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('为什么关闭'), '乱填的')
    await fireEvent.click(screen.getByRole('button', { name: '关闭这件事' }))
    const dialog = await screen.findByRole('dialog', { name: '关闭这件事？' })
    await fireEvent.click(within(dialog).getByRole('button', { name: '关闭' }))
    await screen.findByText('正在交给镇里…')
    const [act] = await desk.db.outbox.toArray()
    expect(act).toMatchObject({ name: 'close_request', args: { secretReason: '乱填的' } })
  })
})
