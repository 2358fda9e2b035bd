import type { PhoneDb } from '@/db/phone-db'
import { dayOf, sayDay, type Moment } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { sayUntil } from '@/domain/shift-words'
import { phoneTable, type SyncedTable } from '@/domain/synced'
import type { SyncPage } from '@/domain/wire'

/** What others decide about me, or ask of me, without my having pressed anything just now. */
const told = [
  'leaveRequests',
  'dutyTerms',
  'shiftCovers',
  'shiftSignups',
  'shifts',
  'requests',
] as const
type Told = (typeof told)[number]

interface Notes {
  db: PhoneDb
  me: MemberId
  now: Moment
}

/** The rows of mine that the page is going to touch, as they were. */
export interface Before {
  rows: ReadonlyMap<string, Rows[Told]>
  /** A phone that has never caught up knows no news: all of it is old. */
  isFirst: boolean
}

const namesOf = (page: SyncPage): readonly Told[] => {
  const named = new Set<SyncedTable | undefined>(Object.keys(page.tables).map(phoneTable))
  return told.filter((table) => named.has(table))
}

/** The rows that could bring me an answer; few, for they are a member's own. */
async function mineIn({ db, me }: Notes, table: Told): Promise<Rows[Told][]> {
  switch (table) {
    case 'shiftCovers':
      return db.shiftCovers
        .filter(({ fromMemberId, toMemberId }) => fromMemberId === me || toMemberId === me)
        .toArray()
    case 'shifts': {
      const mine = await db.shiftSignups.where({ memberId: me }).filter(hasPlaceOrWaits).toArray()
      const shifts = await db.shifts.bulkGet(mine.map(({ shiftId }) => shiftId))
      return shifts.filter((shift) => shift !== undefined)
    }
    case 'requests':
      return db.requests.filter(({ memberId }) => memberId === me).toArray()
    case 'leaveRequests':
    case 'dutyTerms':
    case 'shiftSignups':
      return db.table<Rows[Told]>(table).where({ memberId: me }).toArray()
  }
}

const hasPlaceOrWaits = ({ status }: Rows['shiftSignups']) =>
  status === 'waiting' || status === 'offered' || status === 'held'

export async function lookBefore(
  notes: Notes,
  page: SyncPage,
  syncedAt: Moment | null,
): Promise<Before> {
  const rows = new Map<string, Rows[Told]>()
  for (const table of namesOf(page))
    for (const row of await mineIn(notes, table)) rows.set(row.id, row)
  return { rows, isFirst: syncedAt === null }
}

/** Leaves a notice of every answer that the page brought, in the same breath as the row, so that it is told once. */
export async function tellAnswers(notes: Notes, page: SyncPage, before: Before): Promise<void> {
  if (before.isFirst) return
  for (const table of namesOf(page)) {
    for (const row of await mineIn(notes, table)) {
      const was = before.rows.get(row.id)
      if (was && stateOf(was) === stateOf(row)) continue
      const answer = await answers[table](notes, row as never, was as never)
      if (!answer) continue
      const notice = { kind: 'word', at: notes.now, read: false, act: null } as const
      await notes.db.notices.add({ ...notice, ...answer })
    }
  }
}

/** What has to be another for there to be news. */
function stateOf(row: Rows[Told]): string {
  if ('changedAt' in row) return `${row.status} ${String(row.changedAt)}`
  if ('rating' in row) return String(row.rating)
  return 'state' in row ? row.state : row.status
}

interface Answer {
  say: string
  to: string
}

/** What an answer says, and where more of it stands; undefined where the state is none, or was my own doing. */
const answers: {
  [T in Told]: (notes: Notes, row: Rows[T], was: Rows[T] | undefined) => Promise<Answer | undefined>
} = {
  async leaveRequests({ db, me, now }, { meetingId, state, note, decidedBy }) {
    if ((state !== 'granted' && state !== 'refused') || decidedBy === me) return undefined
    const meeting = await db.meetings.get(meetingId)
    const which = meeting ? `${sayDay(meeting.onDay, dayOf(now))}的${meeting.title}` : '组织生活'
    const verdict = state === 'granted' ? '准了' : '没有准'
    return {
      say: `您给${which}请的假，支部${verdict}${note ? `：${note}` : '。'}`,
      to: `/meetings/${meetingId}`,
    }
  },
  async dutyTerms({ db }, { postId, status, note }) {
    if (status !== 'held' && status !== 'declined') return undefined
    const post = (await db.dutyPosts.get(postId))?.name ?? ''
    const verdict = status === 'held' ? `支部定了您上「${post}」` : `「${post}」这次没有定您`
    return { say: `${verdict}${note ? `：${note}` : '。'}`, to: '/me/posts' }
  },
  async shiftCovers({ db, me, now }, { shiftId, fromMemberId, toMemberId, state }) {
    const shift = await db.shifts.get(shiftId)
    if (!shift) return undefined
    const which = `${sayDay(shift.onDay, dayOf(now))}的${shift.post}`
    const nameOf = async (id: string) => (await db.directoryCards.get(id))?.name ?? '一位同志'
    const to = `/shifts/${shiftId}`
    if (toMemberId === me && state === 'asked')
      return { say: `${await nameOf(fromMemberId)}请您顶班：${which}。`, to }
    if (fromMemberId === me && state === 'accepted')
      return { say: `${await nameOf(toMemberId)}答应替您顶班：${which}。`, to }
    if (fromMemberId === me && state === 'declined')
      return { say: `${await nameOf(toMemberId)}顶不了班：${which}还是您的。`, to }
    return undefined
  },
  async shiftSignups({ db, me, now }, signup, was) {
    const { shiftId, onDay, post, status, offeredUntil, madeBy } = signup
    const which = `${sayDay(onDay, dayOf(now))}的${post}`
    const to = `/shifts/${shiftId}`
    if (status === 'lapsed')
      return { say: `${which}轮到过您，过了时间没有确认，位置给后面的人了。`, to }
    if (status === 'offered' && offeredUntil !== null) {
      const until = sayUntil(offeredUntil, dayOf(now))
      return { say: `${which}轮到您了，请在${until}确认来不来。`, to }
    }
    if (was === undefined && madeBy !== me && hasPlaceOrWaits(signup)) {
      const maker = (await db.directoryCards.get(madeBy))?.name ?? '一位同志'
      return { say: `${maker}替您报了${which}。来不了可以退出。`, to }
    }
    return undefined
  },
  shifts({ now, me }, { id, onDay, post, status, note, organiserId }, was) {
    // Of a shift that I keep myself I know what became of it.
    if (was === undefined || organiserId === me) return Promise.resolve(undefined)
    const which = `${sayDay(onDay, dayOf(now))}的${post}`
    const to = `/shifts/${id}`
    if (status === 'called_off')
      return Promise.resolve({ say: `${which}取消了${note ? `：${note}` : '。'}`, to })
    return Promise.resolve({ say: `${which}有变动，请看清日子、时间和地点，再定来不来。`, to })
  },
  requests(_, { id, rating }) {
    if (rating === null) return Promise.resolve(undefined)
    const words = { satisfied: '满意', so_so: '一般', not: '不满意，请再问问是哪里没办好' } as const
    return Promise.resolve({
      say: `您办的一件群众的事，评了：${words[rating]}。`,
      to: `/requests/${id}`,
    })
  },
}
