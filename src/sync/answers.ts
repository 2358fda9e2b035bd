import type { PhoneDb } from '@/db/phone-db'
import { dayOf, sayDay, type Moment } from '@/domain/day'
import type { MemberId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { sayUntil } from '@/domain/shift-words'
import { phoneTable, type SyncedTable } from '@/domain/synced'
import type { SyncPage } from '@/domain/wire'

/** What others decide about me, or ask of me, without my having pressed anything just now. */
const told = ['leaveRequests', 'dutyTerms', 'shiftCovers', 'shiftSignups'] as const
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
function mineIn({ db, me }: Notes, table: Told): Promise<Rows[Told][]> {
  if (table !== 'shiftCovers') return db.table<Rows[Told]>(table).where({ memberId: me }).toArray()
  return db.shiftCovers
    .filter(({ fromMemberId, toMemberId }) => fromMemberId === me || toMemberId === me)
    .toArray()
}

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
      const answer = await answers[table](notes, row as never)
      if (!answer) continue
      const notice = { kind: 'word', at: notes.now, read: false, act: null } as const
      await notes.db.notices.add({ ...notice, ...answer })
    }
  }
}

const stateOf = (row: Rows[Told]): string => ('state' in row ? row.state : row.status)

interface Answer {
  say: string
  to: string
}

/** What an answer says, and where more of it stands; undefined where the state is none, or was my own doing. */
const answers: { [T in Told]: (notes: Notes, row: Rows[T]) => Promise<Answer | undefined> } = {
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
    const verdict = status === 'held' ? `支部定了您上「${post}」岗` : `「${post}」岗这次没有定您`
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
  shiftSignups({ now }, { shiftId, onDay, post, status, offeredUntil }) {
    const which = `${sayDay(onDay, dayOf(now))}的${post}`
    const to = `/shifts/${shiftId}`
    if (status === 'lapsed')
      return Promise.resolve({ say: `${which}轮到过您，过了时间没有确认，位置给后面的人了。`, to })
    if (status !== 'offered' || offeredUntil === null) return Promise.resolve(undefined)
    const until = sayUntil(offeredUntil, dayOf(now))
    return Promise.resolve({ say: `${which}轮到您了，请在${until}确认来不来。`, to })
  },
}
