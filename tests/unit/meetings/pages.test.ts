import 'fake-indexeddb/auto'
import { cleanup, fireEvent, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Phone } from '@/db/phone'
import { yes } from '@/domain/fault'
import { asId } from '@/domain/id'
import { routes as keepingRoutes } from '@/features/meeting-keeping'
import { routes } from '@/features/meetings'
import { openPage } from '../../support/on-screen'
import { auntieLin, branchPhone } from '../points/village'
import { mark, meeting, oldZhao, secretaryLi, willow } from './things'

afterEach(cleanup)

const open = (phone: Phone, path: string) => openPage(phone, [...routes, ...keepingRoutes], path)
const today = '2026-11-22'

async function memberPhone() {
  const phone = await branchPhone(oldZhao)
  await phone.db.meetings.bulkPut([
    meeting('theme', { onDay: today, parts: { study: '学章程' } }),
    meeting('council', { kind: 'committee', expects: 'committee', title: '支委会', onDay: today }),
    meeting('old', { state: 'held', onDay: '2026-11-02', title: '党课', kind: 'lesson' }),
  ])
  return phone
}
async function secretarysPhone() {
  const phone = await branchPhone(secretaryLi)
  await phone.db.meetings.put(meeting('theme', { onDay: today }))
  await phone.db.meetingKeys.put({ id: asId('theme'), branchId: willow, key: '0'.repeat(32) })
  return phone
}
const sent = async (phone: Phone) =>
  (await phone.db.outbox.toArray()).map(({ name, args }) => [name, args])

describe('a member', () => {
  it('sees what to come to and what was, not what the committee holds among itself', async () => {
    const phone = await memberPhone()
    await phone.db.attendanceMarks.put(mark(oldZhao, 'absent', { meetingId: asId('old') }))
    const screen = await open(phone, '/meetings')
    expect(await screen.findByRole('link', { name: /11月22日 主题党日.*今天/ })).toBeTruthy()
    expect(await screen.findByRole('link', { name: /党课.*没来/ })).toBeTruthy()
    expect(screen.queryByText(/支委会/)).toBeNull()
  })

  it('types the code at the door, and it stands as kept, waiting for the town', async () => {
    const phone = await memberPhone()
    const screen = await open(phone, '/meetings/theme/in')
    await fireEvent.update(await screen.findByLabelText('签到码'), '12 34')
    await fireEvent.click(screen.getByRole('button', { name: '签到' }))
    expect(await screen.findByText('签到码是六位数字，还差 2 位。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('签到码'), '123456')
    await fireEvent.click(screen.getByRole('button', { name: '签到' }))
    expect(await screen.findByText('有网后由镇里核对签到码。')).toBeTruthy()
    expect(await sent(phone)).toMatchObject([
      ['check_in', { meetingId: 'theme', code: '123456', isAfar: false }],
    ])
  })

  it('opens the square at the door with the phone’s camera, and the code is there', async () => {
    const screen = await open(await memberPhone(), '/meetings/theme/in#code=654321')
    expect((await screen.findByLabelText<HTMLTextAreaElement>('签到码')).value).toBe('654321')
  })

  it('asks leave with a reason, and takes it back', async () => {
    const phone = await memberPhone()
    const screen = await open(phone, '/meetings/theme/leave')
    await fireEvent.click(await screen.findByRole('button', { name: '请假' }))
    expect(await screen.findByText('请写一句为什么，支部好答复。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('为什么不能来'), '腿疼')
    await fireEvent.click(screen.getByRole('button', { name: '请假' }))
    await fireEvent.click(await screen.findByRole('button', { name: '不请假了' }))
    const dialog = await screen.findByRole('dialog')
    await fireEvent.click(within(dialog).getByRole('button', { name: '不请假了' }))
    await waitFor(async () => {
      expect((await sent(phone)).map(([name]) => name)).toEqual(['ask_leave', 'withdraw_leave'])
    })
  })

  it('is told that there is no such meeting', async () => {
    const screen = await open(await memberPhone(), '/meetings/none')
    expect(await screen.findByText('没有这次活动，可能改期或者取消了。')).toBeTruthy()
  })
})

describe('the secretary', () => {
  it('sees what is missing this month, and plans it from what the branch usually does', async () => {
    const phone = await secretarysPhone()
    const desk = await open(phone, '/branch/meetings')
    expect((await desk.findByText('这个月支委会')).parentElement?.textContent).toBe(
      '这个月支委会还没有',
    )
    cleanup()
    const screen = await open(phone, '/branch/meetings/new')
    await fireEvent.click(await screen.findByRole('button', { name: '支委会' }))
    await fireEvent.click(await screen.findByRole('button', { name: '安排好了' }))
    expect(await screen.findByText('请写在哪里。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('地点'), '村部')
    await fireEvent.click(screen.getByRole('button', { name: '安排好了' }))
    await waitFor(async () => {
      expect(await sent(phone)).toMatchObject([
        [
          'plan_meeting',
          { kind: 'committee', expects: 'committee', place: '村部', onDay: '2026-11-25' },
        ],
      ])
    })
    expect(await phone.db.meetingKeys.count()).toBe(2)
  })

  it('shows a code at the door', async () => {
    const screen = await open(await secretarysPhone(), '/branch/meetings/theme/door')
    expect(await screen.findByRole('img', { name: '签到的码' })).toBeTruthy()
    expect(await screen.findByText(/^\d{3} \d{3}$/)).toBeTruthy()
  })

  it('ticks only who was not there, and hands the list in', async () => {
    const phone = await secretarysPhone()
    await phone.db.attendanceMarks.put(mark(secretaryLi, 'present', { how: 'code' }))
    const screen = await open(phone, '/branch/meetings/theme/list')
    const absent = await screen.findByRole('list', { name: '没来的' })
    expect(within(absent).queryByLabelText('李国强')).toBeNull()
    await fireEvent.click(within(absent).getByLabelText('赵大山'))
    await fireEvent.click(screen.getByRole('button', { name: '交名单' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('没来 1 人')
    await fireEvent.click(within(dialog).getByRole('button', { name: '交名单' }))
    await waitFor(async () => {
      expect(await sent(phone)).toMatchObject([
        [
          'hold_meeting',
          {
            meetingId: 'theme',
            exceptions: [{ member_id: oldZhao, presence: 'absent', is_late: false }],
          },
        ],
      ])
    })
    expect((await phone.db.meetings.get('theme'))?.state).toBe('held')
  })

  it('puts right what was handed in only with a reason, and what stood there stays to be read', async () => {
    const phone = await secretarysPhone()
    await phone.db.meetings.put(meeting('theme', { onDay: today, state: 'held' }))
    await phone.db.attendanceMarks.put(mark(auntieLin, 'absent'))
    const screen = await open(phone, `/branch/meetings/theme/members/${auntieLin}`)
    expect(await screen.findByText(/没来（李国强）/)).toBeTruthy()
    await fireEvent.click(screen.getByLabelText('到了'))
    await fireEvent.click(screen.getByRole('button', { name: '更正' }))
    expect(await screen.findByText('请写明为什么更正。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('为什么更正'), '她坐在后排')
    await fireEvent.click(screen.getByRole('button', { name: '更正' }))
    await waitFor(async () => {
      expect(await sent(phone)).toMatchObject([
        ['mark_attendance', { memberId: auntieLin, presence: 'present', reason: '她坐在后排' }],
      ])
    })
    expect(await phone.db.attendanceMarks.count()).toBe(2)
  })

  it('answers who asks leave', async () => {
    const phone = await secretarysPhone()
    await phone.db.leaveRequests.put({
      ...{ id: asId('leave'), meetingId: asId('theme'), memberId: auntieLin, branchId: willow },
      ...{ reason: '看病', state: 'open', note: '', decidedBy: null, askedAt: 1 },
    })
    const screen = await open(phone, '/branch/meetings/theme')
    await fireEvent.click(await screen.findByRole('button', { name: '准假' }))
    await waitFor(async () => {
      expect(await sent(phone)).toMatchObject([
        ['decide_leave', { leaveId: 'leave', isGranted: true }],
      ])
    })
  })

  it('writes the minutes, and half of them stay on the phone', async () => {
    const phone = await secretarysPhone()
    const screen = await open(phone, '/branch/meetings/theme/minutes')
    await fireEvent.update(await screen.findByLabelText('定下的事'), '修路')
    await waitFor(async () => {
      expect(await phone.db.drafts.count()).toBe(1)
    })
    await fireEvent.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(async () => {
      expect(await sent(phone)).toMatchObject([
        ['write_minutes', { decisions: '修路', minutes: '' }],
      ])
    })
    expect(await phone.db.drafts.count()).toBe(0)
  })

  it('calls it off with a reason, asked once more', async () => {
    const phone = await secretarysPhone()
    const screen = await open(phone, '/branch/meetings/theme')
    await fireEvent.click(await screen.findByRole('button', { name: '取消活动' }))
    await fireEvent.update(await screen.findByLabelText('为什么取消'), '大雨')
    await fireEvent.click(screen.getByRole('button', { name: '取消这次活动' }))
    const dialog = await screen.findByRole('dialog')
    await fireEvent.click(within(dialog).getByRole('button', { name: '取消活动' }))
    await waitFor(async () => {
      expect(await sent(phone)).toEqual([
        ['call_off_meeting', { meetingId: 'theme', reason: '大雨' }],
      ])
    })
  })
})

describe('the town', () => {
  it('sees which branches miss what, and how many came', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.meetings.put(meeting('theme', { state: 'held', onDay: '2026-11-05' }))
    const ask: Phone['ask'] = () =>
      Promise.resolve(
        yes([{ branchId: 'willow', expected: 60, came: 50, late: 2, onLeave: 6, absent: 4 }]),
      )
    const screen = await open({ ...phone, ask }, '/branch/meetings/totals')
    const row = await screen.findByRole('link', { name: /柳树村党支部.*应到 60 人次，到 50/ })
    expect(row.textContent).toContain('11月支委会、党小组会；整个季度的党员大会、党课')
  })
})
