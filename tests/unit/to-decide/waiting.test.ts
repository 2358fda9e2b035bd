import { describe, expect, it } from 'vitest'
import { waitingIn, type BranchRows } from '@/features/to-decide/waiting'
import { asId } from '@/domain/id'

const today = '2026-11-26'
const meeting = (id: string, more: Partial<BranchRows['meetings'][number]> = {}) => ({
  ...({
    id: asId<'meetings'>(id),
    title: `会${id}`,
    onDay: '2026-11-28',
    state: 'planned',
  } as const),
  ...more,
})
const shift = (id: string, more: Partial<BranchRows['shifts'][number]> = {}) => ({
  ...({ id: asId<'shifts'>(id), post: `岗${id}`, onDay: '2026-11-20', status: 'open' } as const),
  ...more,
})
const leave = (meetingId: string, state: 'open' | 'granted' = 'open') => ({
  ...{ meetingId: asId<'meetings'>(meetingId), state },
})
const signup = (shiftId: string, status: BranchRows['signups'][number]['status']) => ({
  ...{ shiftId: asId<'shifts'>(shiftId), status },
})
const waiting = (rows: Partial<BranchRows>) =>
  waitingIn(
    { branchId: 'b', meetings: [], leaves: [], terms: [], shifts: [], signups: [], ...rows },
    today,
  )

describe('what waits for a committee', () => {
  it('is nothing when everything is answered and written down', () => {
    const rows = {
      meetings: [meeting('1'), meeting('2', { onDay: '2026-11-20', state: 'held' })],
      leaves: [leave('1', 'granted')],
      terms: [{ id: asId<'dutyTerms'>('t'), status: 'held' as const }],
      shifts: [shift('1')],
      signups: [signup('1', 'served'), signup('1', 'waiting'), signup('1', 'left')],
    }
    expect(waiting(rows)).toEqual([])
  })

  it('leads to the one meeting somebody asked to be away from, and to all where there are several', () => {
    expect(waiting({ meetings: [meeting('1')], leaves: [leave('1'), leave('1')] })).toEqual([
      {
        title: '2 个人请假，等支部答复',
        note: '会1',
        icon: 'calendar',
        to: '/branch/meetings/1',
      },
    ])
    const two = waiting({
      meetings: [meeting('1'), meeting('2')],
      leaves: [leave('1'), leave('2')],
    })
    expect(two[0]?.to).toBe('/branch/meetings?of=b')
  })

  it('is nothing of a meeting called off, or of another branch', () => {
    const off = meeting('1', { state: 'called_off' })
    expect(waiting({ meetings: [off], leaves: [leave('1'), leave('elsewhere')] })).toEqual([])
  })

  it('are posts asked for, meetings without a list and shifts not written down, of days that are over', () => {
    const found = waiting({
      terms: [{ id: asId<'dutyTerms'>('t'), status: 'asked' }],
      meetings: [meeting('1', { onDay: '2026-11-25' }), meeting('2', { onDay: today })],
      shifts: [shift('1'), shift('2', { onDay: today }), shift('3', { status: 'called_off' })],
      signups: [signup('1', 'here'), signup('2', 'held'), signup('3', 'held')],
    })
    expect(found.map(({ title, to }) => [title, to])).toEqual([
      ['1 个岗位申请，等支部来定', '/branch/posts/t'],
      ['1 次活动过了，还没记谁来了', '/branch/meetings/1'],
      ['1 个班次过了，还有人没记完', '/shifts/1/desk'],
    ])
  })
})
