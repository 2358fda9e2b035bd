import type { Day } from '@/domain/day'
import type { Rows } from '@/domain/server-types'
import type { IconName } from '@/ui/icons'

/** One kind of thing that stays where it is until the committee does something. */
export interface Waiting {
  title: string
  note?: string
  icon: IconName
  to: string
}

export interface BranchRows {
  branchId: string
  meetings: readonly Pick<Rows['meetings'], 'id' | 'title' | 'onDay' | 'state'>[]
  leaves: readonly Pick<Rows['leaveRequests'], 'meetingId' | 'state'>[]
  terms: readonly Pick<Rows['dutyTerms'], 'id' | 'status'>[]
  shifts: readonly Pick<Rows['shifts'], 'id' | 'post' | 'onDay' | 'status'>[]
  signups: readonly Pick<Rows['shiftSignups'], 'shiftId' | 'status'>[]
}

/** What waits for the committee of a branch, each kind in one line that leads to where it is done. */
export function waitingIn(rows: BranchRows, today: Day): Waiting[] {
  return [...leaves(rows), ...posts(rows), ...lists(rows, today), ...services(rows, today)]
}

/** To the one there is, or else to where all of them are listed. */
const way = (ids: readonly string[], list: string, one: (id: string) => string): string =>
  ids.length === 1 && ids[0] !== undefined ? one(ids[0]) : list

function leaves({ branchId, meetings, leaves }: BranchRows): Waiting[] {
  const open = leaves.filter(({ state }) => state === 'open')
  // Of a meeting that is called off nobody needs to be away.
  const asked = meetings.filter(
    ({ id, state }) => state !== 'called_off' && open.some(({ meetingId }) => meetingId === id),
  )
  const count = open.filter(({ meetingId }) => asked.some(({ id }) => id === meetingId)).length
  if (count === 0) return []
  return [
    {
      title: `${String(count)} 个人请假，等支部答复`,
      note: asked.map(({ title }) => title).join('、'),
      icon: 'calendar',
      to: way(
        asked.map(({ id }) => id),
        `/branch/meetings?of=${branchId}`,
        (id) => `/branch/meetings/${id}`,
      ),
    },
  ]
}

function posts({ branchId, terms }: BranchRows): Waiting[] {
  const asked = terms.filter(({ status }) => status === 'asked').map(({ id }) => id)
  if (asked.length === 0) return []
  const to = way(asked, `/branch/posts?of=${branchId}`, (id) => `/branch/posts/${id}`)
  return [{ title: `${String(asked.length)} 个岗位申请，等支部来定`, icon: 'flag', to }]
}

function lists({ branchId, meetings }: BranchRows, today: Day): Waiting[] {
  const over = meetings.filter(({ state, onDay }) => state === 'planned' && onDay < today)
  if (over.length === 0) return []
  const ids = over.map(({ id }) => id)
  return [
    {
      title: `${String(over.length)} 次活动过了，还没记谁来了`,
      note: over.map(({ title }) => title).join('、'),
      icon: 'edit',
      to: way(ids, `/branch/meetings?of=${branchId}`, (id) => `/branch/meetings/${id}`),
    },
  ]
}

function services({ branchId, shifts, signups }: BranchRows, today: Day): Waiting[] {
  const over = shifts.filter(
    ({ id, status, onDay }) =>
      status === 'open' &&
      onDay < today &&
      signups.some((one) => one.shiftId === id && isUnwritten(one)),
  )
  if (over.length === 0) return []
  const ids = over.map(({ id }) => id)
  return [
    {
      title: `${String(over.length)} 个班次过了，还有人没记完`,
      note: over.map(({ post }) => post).join('、'),
      icon: 'hand',
      to: way(ids, `/branch/shifts?of=${branchId}`, (id) => `/shifts/${id}/desk`),
    },
  ]
}

const isUnwritten = ({ status }: Pick<Rows['shiftSignups'], 'status'>) =>
  status === 'held' || status === 'here'
