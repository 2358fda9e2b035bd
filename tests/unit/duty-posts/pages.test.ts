import 'fake-indexeddb/auto'
import { cleanup, fireEvent, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Ask } from '@/domain/asks'
import { no, yes } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { CardToPrint } from '@/domain/post-asks'
import type { Rows } from '@/domain/server-types'
import { routes } from '@/features/duty-posts'
import { openPage } from '../../support/on-screen'
import { appointed } from '../points/village'
import { member, oldZhao, phoneOf, secretaryLi, town, willow } from '../study/village'

afterEach(cleanup)

const sweeping: Rows['dutyPosts'] = {
  ...{ id: asId('sweeping'), orgId: town, name: '扫路岗', duties: '每天扫一遍', isOpen: true },
}
const term = (id: string, more: Partial<Rows['dutyTerms']> = {}): Rows['dutyTerms'] => ({
  ...{ id: asId(id), memberId: oldZhao, branchId: willow, postId: sweeping.id, status: 'asked' },
  ...{ words: '', askedBy: oldZhao, askedAt: 1, fromDay: null, untilDay: null },
  ...{ households: '', note: '' },
  ...more,
})
const held = term('held', { status: 'held', fromDay: '2026-08-01', households: '李家' })

async function phone(me = oldZhao) {
  const opened = await phoneOf(me)
  await opened.db.dutyPosts.put(sweeping)
  await opened.db.directoryCards.bulkPut([
    member(oldZhao),
    { ...member(secretaryLi), name: '李书记', pinyin: 'lsj' },
  ])
  if (me === secretaryLi)
    await opened.db.appointments.put(appointed(secretaryLi, 'branch_secretary', willow))
  return opened
}
const acts = async (opened: Awaited<ReturnType<typeof phone>>) =>
  (await opened.db.outbox.toArray()).map(({ name, args }) => [name, args])

describe('a member and the posts', () => {
  it('asks for one with no signal, sees that it waits, and takes it back after being asked', async () => {
    const mine = await phone()
    const screen = await openPage(mine, routes, '/posts/sweeping')
    await screen.findByText('每天扫一遍')
    await fireEvent.update(screen.getByLabelText('为什么合适'), '我住路边')
    await fireEvent.click(screen.getByRole('button', { name: '交给支部定' }))
    expect(await screen.findByText('等支部定')).toBeTruthy()
    expect(await acts(mine)).toMatchObject([
      ['ask_duty', { memberId: oldZhao, postId: 'sweeping', words: '我住路边' }],
    ])
    await fireEvent.click(screen.getByRole('button', { name: '撤回' }))
    const dialog = await screen.findByRole('dialog', { name: '撤回这个申请？' })
    await fireEvent.click(within(dialog).getByRole('button', { name: '撤回' }))
    expect(await screen.findByText('撤回了')).toBeTruthy()
  })

  it('puts another forward, whom one has to choose', async () => {
    const mine = await phone()
    const screen = await openPage(mine, routes, '/posts/sweeping')
    await fireEvent.click(await screen.findByRole('radio', { name: '推荐别的党员' }))
    await fireEvent.click(screen.getByRole('button', { name: '交给支部定' }))
    expect(await screen.findByText('请选一位党员。')).toBeTruthy()
    await fireEvent.click(screen.getByRole('radio', { name: '李书记' }))
    await fireEvent.click(screen.getByRole('button', { name: '交给支部定' }))
    await screen.findByText('李书记：扫路岗')
    expect(await acts(mine)).toMatchObject([['ask_duty', { memberId: secretaryLi }]])
  })

  it('does not ask twice for what they hold, and reads their households and letter', async () => {
    const mine = await phone()
    await mine.db.dutyTerms.put(held)
    const screen = await openPage(mine, routes, '/posts/sweeping')
    expect(await screen.findByText('已经在这个岗，或者已经申请过。')).toBeTruthy()
    cleanup()
    const list = await openPage(mine, routes, '/me/posts')
    expect(await list.findByText('联系户：李家')).toBeTruthy()
    cleanup()
    const letter = await openPage(mine, routes, '/me/posts/held/print')
    expect(await letter.findByText('本人签字')).toBeTruthy()
  })
})

describe('a secretary and the posts', () => {
  it('decides from which day and for which households', async () => {
    const desk = await phone(secretaryLi)
    await desk.db.dutyTerms.put(term('one'))
    const screen = await openPage(desk, routes, '/branch/posts/one')
    await fireEvent.update(await screen.findByLabelText('到哪天'), '2026-01-01')
    await fireEvent.click(screen.getByRole('button', { name: '同意上岗' }))
    expect(await screen.findByText('结束的日子不能早于开始的日子。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('到哪天'), '')
    await fireEvent.update(screen.getByLabelText('联系哪些户'), '王家')
    await fireEvent.click(screen.getByRole('button', { name: '同意上岗' }))
    expect(await screen.findByText('在岗')).toBeTruthy()
    expect(await acts(desk)).toEqual([
      [
        'decide_duty',
        {
          ...{ termId: 'one', agreed: true, fromDay: '2026-11-22', households: '王家' },
          note: '',
        },
      ],
    ])
  })

  it('decides nothing about themselves', async () => {
    const desk = await phone(secretaryLi)
    await desk.db.dutyTerms.put(term('own', { memberId: secretaryLi, askedBy: secretaryLi }))
    const screen = await openPage(desk, routes, '/branch/posts/own')
    expect(await screen.findByText(/这是您自己的/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '同意上岗' })).toBeNull()
  })

  it('reviews a half-year once', async () => {
    const desk = await phone(secretaryLi)
    await desk.db.dutyTerms.put(held)
    const screen = await openPage(desk, routes, '/branch/posts/held')
    await fireEvent.click(await screen.findByRole('button', { name: /记下评议/ }))
    expect(await screen.findByText('请选一个。')).toBeTruthy()
    await fireEvent.click(screen.getByRole('radio', { name: '较好' }))
    await fireEvent.update(screen.getByLabelText('评语'), '常来')
    await fireEvent.click(screen.getByRole('button', { name: /记下评议/ }))
    expect(await screen.findByText(/2026年下半年：较好/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /记下评议/ })).toBeNull()
  })
})

describe('a contact card', () => {
  const card: CardToPrint = {
    ...{ name: '赵大山', branch: '柳树村党支部', town: '清河镇党委', post: '扫路岗' },
    ...{ promise: '', phone: null, photo: null, memberId: oldZhao, secret: null },
  }
  const answering = (answer: Awaited<ReturnType<Ask>>) => (() => Promise.resolve(answer)) as Ask

  it('is made by asking the town, and kept on no phone', async () => {
    const mine = { ...(await phone()), ask: answering(yes(card)) }
    const screen = await openPage(mine, routes, '/me/contact')
    await fireEvent.click(await screen.findByRole('button', { name: /做连心卡/ }))
    expect(await screen.findByText('正在交给镇里…')).toBeTruthy()
    expect((await acts(mine)).map(([name]) => name)).toEqual(['make_contact_link'])
  })

  it('is printed with its square, and renewed only after being asked', async () => {
    const mine = { ...(await phone()), ask: answering(yes({ ...card, secret: 'a-secret' })) }
    const screen = await openPage(mine, routes, '/me/contact')
    expect(await screen.findByRole('img', { name: '赵大山的连心码，用手机扫' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '停用这张卡' }))
    expect(await screen.findByRole('dialog', { name: '停用连心卡？' })).toBeTruthy()
    expect(await acts(mine)).toEqual([])
  })

  it('is a plate for the door as well, which carries the square only where that is wished', async () => {
    const mine = { ...(await phone()), ask: answering(yes({ ...card, secret: 'a-secret' })) }
    const screen = await openPage(mine, routes, '/me/contact/plate')
    const plate = await screen.findByRole('region', { name: '赵大山的门牌' })
    expect(plate.textContent).toContain('共产党员户')
    expect(screen.getByRole('button', { name: '做成图片' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('checkbox', { name: /印上连心码/ }))
    expect(within(plate).getByRole('img', { name: '赵大山的连心码，用手机扫' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '做成图片' })).toBeNull()
  })

  it('gives plates to those who are ticked, and says who has no square yet', async () => {
    const other = { ...card, memberId: secretaryLi, name: '李书记', secret: 'a-secret' }
    const desk = { ...(await phone(secretaryLi)), ask: answering(yes([card, other])) }
    const screen = await openPage(desk, routes, `/branch/contact/plates?of=${willow}`)
    await fireEvent.click(await screen.findByRole('checkbox', { name: '李书记' }))
    expect(screen.getAllByRole('region', { name: /的门牌$/ })).toHaveLength(1)
    await fireEvent.click(screen.getByRole('button', { name: '全选 2 人' }))
    expect(screen.getAllByRole('region', { name: /的门牌$/ })).toHaveLength(2)
    await fireEvent.click(screen.getByRole('checkbox', { name: /印上连心码/ }))
    expect(screen.getByText(/选中的人里有 1 人还没有做连心卡/)).toBeTruthy()
    expect(screen.getAllByRole('img', { name: /连心码/ })).toHaveLength(1)
  })

  it('says that it needs a signal', async () => {
    const mine = { ...(await phone()), ask: answering(no({ kind: 'offline' })) }
    const screen = await openPage(mine, routes, '/me/contact')
    expect(await screen.findByText(/要有网才能看/)).toBeTruthy()
  })
})
