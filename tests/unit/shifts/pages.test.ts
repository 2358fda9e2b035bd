import 'fake-indexeddb/auto'
import { cleanup, fireEvent, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Phone } from '@/db/phone'
import { startOf } from '@/domain/day'
import { asId } from '@/domain/id'
import { routes as keepingRoutes } from '@/features/shift-keeping'
import { routes, ShiftCard } from '@/features/shifts'
import { openPage } from '../../support/on-screen'
import { rule, ruleSet } from '../points/books'
import { auntieLin, branchPhone, town } from '../points/village'
import { oldZhao, secretaryLi } from '../study/village'
import { cover, shift, signup } from './things'

afterEach(cleanup)

const today = '2026-11-22'
const open = (phone: Phone, path: string) =>
  openPage(phone, [...routes, ...keepingRoutes, { path: '/home', component: ShiftCard }], path)
const sent = async (phone: Phone) =>
  (await phone.db.outbox.toArray()).map(({ name, args }) => [name, args])
const press = async (screen: Awaited<ReturnType<typeof open>>, name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }))
const yes = async (screen: Awaited<ReturnType<typeof open>>, name: string) =>
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name }))

async function memberPhone() {
  const phone = await branchPhone(oldZhao)
  await phone.db.shifts.bulkPut([
    shift('clean'),
    shift('patrol', { post: '平安巡逻', onDay: '2026-11-29', categories: ['village'] }),
    shift('draft', { post: '没发布的', status: 'draft' }),
  ])
  return phone
}

describe('a member', () => {
  it('signs up with one press on the page, and nothing is held before the town says so', async () => {
    const phone = await memberPhone()
    const list = await open(phone, '/shifts')
    expect(
      await list.findByRole('link', { name: /11月28日（周六） 村口保洁.*还缺 2 人/ }),
    ).toBeTruthy()
    expect(list.queryByText(/没发布的/)).toBeNull()
    cleanup()
    const screen = await open(phone, '/shifts/clean')
    await press(screen, /^报名/)
    expect(await screen.findByText('有网后才能确认')).toBeTruthy()
    expect(screen.queryByText('报上了。')).toBeNull()
    expect(await sent(phone)).toMatchObject([['sign_up', { shiftId: 'clean' }]])
  })

  it('reads what the town’s rules give for it, and finds the way', async () => {
    const phone = await memberPhone()
    await phone.db.shifts.put(shift('clean', { mapPoint: '30.295120,109.486320' }))
    const served = rule({ code: 'shift', tenths: 20, capTenths: 120, facts: ['shift_served'] })
    await phone.db.ruleSets.put(ruleSet([served], { orgId: town }))
    const screen = await open(phone, '/shifts/clean')
    expect(await screen.findByText('每次 +2 分，每月最多加 12 分')).toBeTruthy()
    const way = await screen.findByRole('link', { name: /看地图怎么走/ })
    expect(way.getAttribute('href')).toMatch(/^geo:30\.295120,109\.486320\?/)
  })

  it('is told why not: another category, another shift at that time', async () => {
    const phone = await memberPhone()
    const screen = await open(phone, '/shifts/patrol')
    expect(await screen.findByText('这个班次是给别的类别的党员安排的。')).toBeTruthy()
    cleanup()
    await phone.db.shifts.put(
      shift('other', { post: '代办跑腿', fromMinute: 540, untilMinute: 660 }),
    )
    await phone.db.shiftSignups.put(signup('other', oldZhao, 1, 'held'))
    const other = await open(phone, '/shifts/clean')
    expect(await other.findByText(/您已经报了「代办跑腿」/)).toBeTruthy()
  })

  it('stands in line, is asked, and confirms; it is held when the town says so', async () => {
    const phone = await memberPhone()
    await phone.db.shiftSignups.bulkPut([
      signup('clean', secretaryLi, 1, 'held'),
      signup('clean', auntieLin, 2, 'waiting'),
      signup('clean', oldZhao, 3, 'waiting'),
    ])
    const screen = await open(phone, '/shifts/clean')
    expect(await screen.findByText('正在排队，您排第 2。')).toBeTruthy()
    await phone.db.shiftSignups.put(
      signup('clean', oldZhao, 3, 'offered', {
        offeredUntil: startOf('2026-11-23') + 9 * 3_600_000,
      }),
    )
    expect(await screen.findByText(/请在11月23日 9:00 前确认/)).toBeTruthy()
    await press(screen, '确认来')
    expect(await screen.findByText('有网后才能确认')).toBeTruthy()
    expect(await sent(phone)).toMatchObject([['confirm_shift', { signupId: 'clean-old-zhao' }]])
  })

  it('leaves in good time after a question, and late with a word', async () => {
    const phone = await memberPhone()
    await phone.db.shiftSignups.put(signup('clean', oldZhao, 1, 'held'))
    const screen = await open(phone, '/shifts/clean')
    await press(screen, '来不了，退出')
    await yes(screen, '退出')
    await waitFor(async () => {
      expect(await sent(phone)).toEqual([['leave_shift', { signupId: 'clean-old-zhao' }]])
    })
    cleanup()
    await phone.db.shifts.put(shift('late', { leaveHours: 336 }))
    await phone.db.shiftSignups.put(signup('late', oldZhao, 1, 'held'))
    const late = await open(phone, '/shifts/late')
    await press(late, '来不了，退出')
    await press(late, '退出')
    expect(await late.findByText('请写一句原因。')).toBeTruthy()
    await fireEvent.update(late.getByLabelText('为什么来不了'), '腿疼')
    await press(late, '退出')
    await waitFor(async () => {
      expect((await sent(phone))[1]).toMatchObject(['leave_shift', { words: '腿疼' }])
    })
  })

  it('asks a neighbour to come instead, who says yes', async () => {
    const phone = await memberPhone()
    await phone.db.shiftSignups.put(signup('clean', oldZhao, 1, 'held'))
    const screen = await open(phone, '/shifts/clean/cover')
    await press(screen, '林秀英')
    await yes(screen, '请他来')
    expect(await screen.findByText(/请了 林秀英 顶班，等答复/)).toBeTruthy()
    cleanup()
    const other = await branchPhone(auntieLin)
    await other.db.shifts.put(shift('clean'))
    await other.db.shiftSignups.put(signup('clean', oldZhao, 1, 'held'))
    await other.db.shiftCovers.put(cover(oldZhao, auntieLin, 'clean'))
    const asked = await open(other, '/shifts/clean')
    await press(asked, '答应')
    expect(await asked.findByText('您的答复已记在手机里。')).toBeTruthy()
    expect(await sent(other)).toEqual([['answer_cover', { coverId: 'cover', isAccepted: true }]])
  })

  it('is told on the home page what was changed, and says that it was read', async () => {
    const phone = await memberPhone()
    await phone.db.shifts.put(shift('clean', { changedAt: 50 }))
    await phone.db.shiftSignups.put(signup('clean', oldZhao, 1, 'held'))
    const home = await open(phone, '/home')
    expect(await home.findByRole('link', { name: /村口保洁.*有变动，请看一看/ })).toBeTruthy()
    cleanup()
    const screen = await open(phone, '/shifts/clean')
    await press(screen, '知道了，还来')
    await waitFor(() => {
      expect(screen.queryByText(/这个班次有变动/)).toBeNull()
    })
    cleanup()
    await phone.db.shifts.put(
      shift('clean', { status: 'called_off', note: '下雨', changedAt: Infinity }),
    )
    const off = await open(phone, '/shifts/clean')
    expect(await off.findByText('这个班次取消了：下雨')).toBeTruthy()
  })

  it('shows a code, says why they were missed, and reads their hours', async () => {
    const phone = await memberPhone()
    await phone.db.shiftSignups.put(signup('clean', oldZhao, 1, 'held'))
    await phone.db.shiftCodes.put({
      ...{ id: asId('clean-old-zhao'), shiftId: asId('clean'), memberId: oldZhao, code: '123456' },
    })
    const code = await open(phone, '/shifts/clean/code')
    expect(await code.findByText('123 456')).toBeTruthy()
    cleanup()
    await phone.db.shifts.put(shift('gone', { onDay: '2026-11-20' }))
    await phone.db.shiftSignups.put(signup('gone', oldZhao, 1, 'absent', { onDay: '2026-11-20' }))
    const why = await open(phone, '/shifts/gone/why')
    await fireEvent.update(await why.findByLabelText('那天为什么没来'), '去看病')
    await press(why, '告诉负责人')
    expect(await why.findByText('您说明了：去看病')).toBeTruthy()
    cleanup()
    await phone.db.shiftSignups.put(
      signup('done', oldZhao, 1, 'served', {
        onDay: '2026-11-15',
        servedFrom: 480,
        servedUntil: 630,
      }),
    )
    const hours = await open(phone, '/shifts/hours')
    expect(await hours.findByRole('heading', { name: '2026 年一共 2 小时 30 分' })).toBeTruthy()
  })

  it('sees no button at the place, and no shift that is not there', async () => {
    const screen = await open(await memberPhone(), '/shifts/clean/desk')
    expect(await screen.findByText('签到由这个班次的负责人和支部来记。')).toBeTruthy()
    cleanup()
    const none = await open(await memberPhone(), '/shifts/none')
    expect(await none.findByText('没有这个班次，可能已经撤下了。')).toBeTruthy()
  })
})

async function secretarysPhone() {
  const phone = await branchPhone(secretaryLi)
  await phone.db.shifts.put(shift('now', { onDay: today, fromMinute: 0, untilMinute: 1440 }))
  await phone.db.shiftSignups.bulkPut([
    signup('now', oldZhao, 1, 'held', { onDay: today }),
    signup('now', secretaryLi, 2, 'held', { onDay: today }),
  ])
  return phone
}

describe('the secretary', () => {
  it('plans four Saturdays at once', async () => {
    const phone = await secretarysPhone()
    const screen = await open(phone, '/branch/shifts/new')
    await fireEvent.update(await screen.findByLabelText('岗位'), '')
    await press(screen, '发布')
    expect(await screen.findByText('请写做什么。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('岗位'), '平安巡逻')
    for (let n = 1; n < 4; n += 1) await press(screen, '多一次')
    await press(screen, '发布')
    await waitFor(async () => {
      expect(await sent(phone)).toMatchObject([
        ['plan_shifts', { post: '平安巡逻', onDay: '2026-11-29', isPublished: true }],
      ])
    })
    const made = await phone.db.shifts.filter(({ post }) => post === '平安巡逻').sortBy('onDay')
    expect(made.map(({ onDay }) => onDay)).toEqual([
      ...['2026-11-29', '2026-12-06', '2026-12-13', '2026-12-20'],
    ])
    expect(new Set(made.map(({ seriesId }) => seriesId)).size).toBe(1)
  })

  it('checks somebody in and out with big buttons, but not herself', async () => {
    const phone = await secretarysPhone()
    const screen = await open(phone, '/shifts/now/desk')
    await press(screen, '赵大山到了')
    await press(screen, '赵大山走了')
    expect(screen.queryByRole('button', { name: /李国强/ })).toBeNull()
    expect((await sent(phone)).map(([name]) => name)).toEqual(['check_in_shift', 'check_out_shift'])
  })

  it('puts in the usual time of somebody who forgot, and says who did not come', async () => {
    const phone = await secretarysPhone()
    await phone.db.shifts.put(shift('past', { onDay: '2026-11-20' }))
    await phone.db.shiftSignups.put(signup('past', oldZhao, 1, 'held', { onDay: '2026-11-20' }))
    const screen = await open(phone, '/shifts/past/desk/past-old-zhao')
    expect((await screen.findByLabelText<HTMLInputElement>('几点走的')).value).toBe('10:00')
    await fireEvent.update(screen.getByLabelText('几点走的'), '07:00')
    await press(screen, '记下时间')
    expect(await screen.findByText('请写好来和走的时间，走要比来晚。')).toBeTruthy()
    await press(screen, '没来')
    await yes(screen, '记没来')
    await waitFor(async () => {
      expect(await sent(phone)).toEqual([['mark_absent', { signupId: 'past-old-zhao' }]])
    })
  })

  it('puts somebody without a phone on the list', async () => {
    const phone = await secretarysPhone()
    const screen = await open(phone, '/shifts/now/desk/add')
    await press(screen, '林秀英')
    await yes(screen, '加上')
    await waitFor(async () => {
      expect(await sent(phone)).toMatchObject([['add_to_shift', { memberId: auntieLin }]])
    })
  })

  it('speaks for somebody who rang up, before it begins', async () => {
    const phone = await secretarysPhone()
    await phone.db.shifts.put(shift('clean'))
    await phone.db.shiftSignups.put(
      signup('clean', oldZhao, 1, 'offered', { offeredUntil: startOf('2026-11-24') }),
    )
    const yesPage = await open(phone, '/shifts/clean/desk/clean-old-zhao')
    await press(yesPage, '轮到他了，他说来')
    expect((await phone.db.shiftSignups.get('clean-old-zhao'))?.status).toBe('offered')
    cleanup()
    const noPage = await open(phone, '/shifts/clean/desk/clean-old-zhao')
    await press(noPage, '他来不了，退出')
    await yes(noPage, '退出')
    await waitFor(async () => {
      expect((await sent(phone)).map(([, args]) => args)).toMatchObject([
        { isComing: true },
        { isComing: false },
      ])
    })
  })

  it('types a code, and waits for the town', async () => {
    const phone = await secretarysPhone()
    const screen = await open(phone, '/shifts/now/desk/scan')
    await fireEvent.update(await screen.findByLabelText('签到码'), '12 34')
    await press(screen, '签到')
    expect(await screen.findByText('签到码是六位数字，还差 2 位。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('签到码'), '123456')
    await press(screen, '签到')
    expect(await screen.findByText(/有网后由镇里核对/)).toBeTruthy()
  })

  it('changes, calls off with a reason, publishes and throws away', async () => {
    const phone = await secretarysPhone()
    await phone.db.shifts.bulkPut([
      shift('clean'),
      shift('one', { status: 'draft', seriesId: asId('one') }),
      shift('two', { status: 'draft', seriesId: asId('one'), onDay: '2026-12-05' }),
    ])
    const edit = await open(phone, '/branch/shifts/clean/edit')
    await fireEvent.update(await edit.findByLabelText('地点'), '学校门口')
    await press(edit, '改好了')
    await waitFor(async () => {
      expect((await phone.db.shifts.get('clean'))?.place).toBe('学校门口')
    })
    expect((await phone.db.shifts.get('clean'))?.changedAt).not.toBeNull()
    cleanup()
    const desk = await open(phone, '/branch/shifts/clean')
    await press(desk, '取消这个班次')
    expect(await desk.findByText('请写一句原因。')).toBeTruthy()
    await fireEvent.update(desk.getByLabelText('为什么取消'), '下雨')
    await press(desk, '取消这个班次')
    await yes(desk, '取消班次')
    expect(await desk.findByText('这个班次取消了：下雨')).toBeTruthy()
    cleanup()
    const draft = await open(phone, '/branch/shifts/one')
    expect(await draft.findByLabelText('后面 1 次也一起发布')).toBeTruthy()
    await press(draft, '发布')
    await waitFor(async () => {
      expect((await phone.db.shifts.get('two'))?.status).toBe('open')
    })
  })

  it('prints the list with room for who comes unasked, and the hours of the year', async () => {
    const phone = await secretarysPhone()
    await phone.db.shiftSignups.put(
      signup('old', oldZhao, 1, 'served', {
        onDay: '2026-11-15',
        servedFrom: 480,
        servedUntil: 600,
      }),
    )
    const sheet = await open(phone, '/shifts/now/print')
    expect(await sheet.findByRole('cell', { name: '李国强' })).toBeTruthy()
    expect(sheet.getAllByRole('row')).toHaveLength(1 + 2 + 3)
    cleanup()
    const hours = await open(phone, '/branch/shifts/hours')
    expect(await hours.findByText('一共 2 小时')).toBeTruthy()
    cleanup()
    const desk = await open(phone, '/branch/shifts')
    expect(
      await desk.findByRole('link', { name: /11月22日（周日） 村口保洁.*2\/2 人/ }),
    ).toBeTruthy()
  })
})
