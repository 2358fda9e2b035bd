import { shallowRef, watchEffect } from 'vue'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { Phone } from '@/db/phone'
import type { PhoneDb } from '@/db/phone-db'
import { sayDay, type Day } from '@/domain/day'
import type { Fact, Line, Word } from './score-rules'

/** What a fact or a word says, and where more of it can be read. */
export interface LineWord {
  say: string
  to?: string
}

/** What each fact and each word of these lines says, by its id. */
export type LineWords = ReadonlyMap<string, LineWord>

/**
 * Tells in words what was counted: which lesson, on which day, and who of the committee said what. While a recount is
 * put into words, those of before stay.
 */
export function useFactWords(lines: () => readonly Line[]) {
  const phone = usePhone()
  const { value: found } = useLive(lines, async (asked): Promise<LineWords> => {
    const facts = asked.flatMap((line) => line.facts)
    const words = asked.flatMap(({ word }) => word ?? [])
    return new Map([
      ...(await factWords(phone, facts)),
      ...(await saidWords(phone.db, words, phone.today())),
    ])
  })
  const words = shallowRef<LineWords>()
  watchEffect(() => {
    if (found.value) words.value = found.value
  })
  return words
}

type Reader = Pick<Phone, 'db' | 'me' | 'today'>

/** Each fact in words, from the row it was found in, if that row is on this phone. */
async function factWords({ db, me, today }: Reader, facts: readonly Fact[]) {
  const sources = facts.map(({ sourceId }) => sourceId)
  const [lessons, meetings, signups, visits, requests] = await Promise.all([
    db.homeLessons.bulkGet(sources),
    db.meetings.bulkGet(sources),
    db.shiftSignups.bulkGet(sources),
    db.visits.bulkGet(sources),
    db.requests.bulkGet(sources),
  ])
  const materials = await db.materials.bulkGet(lessons.map((one) => one?.materialId ?? ''))
  const rows = await db.monthFacts.bulkGet(facts.map(({ id }) => id))
  return facts.map(({ id, fact, onDay }, at): [string, LineWord] => {
    const meeting = meetings[at]
    const signup = signups[at]
    const visit = visits[at]
    const request = requests[at]
    const lesson = lessons[at]
    const memberId = rows[at]?.memberId ?? me
    const isMine = memberId === me
    const title = meeting?.title ?? signup?.post ?? visit?.household ?? materials[at]?.title
    return [
      id,
      {
        say: `${sayDay(onDay, today())} ${wordsOf(fact)}${title === undefined ? '' : `：${title}`}`,
        // Each leads to the page of whoever reads it: the member's own, or the committee's of that member.
        ...(meeting && {
          to: isMine
            ? `/meetings/${meeting.id}`
            : `/branch/meetings/${meeting.id}/members/${memberId}`,
        }),
        ...(signup && {
          to: isMine ? `/shifts/${signup.shiftId}` : `/shifts/${signup.shiftId}/desk/${signup.id}`,
        }),
        ...(lesson && { to: isMine ? '/helper/mine' : '/branch/home-lessons' }),
        ...(visit && { to: visit.memberId === me ? `/visits/${visit.id}` : '/branch/visits' }),
        ...(request && {
          to:
            request.memberId === me ? `/requests/${request.id}` : `/branch/requests/${request.id}`,
        }),
      },
    ]
  })
}

const factNames: Readonly<Record<string, string>> = {
  home_study: '这个月该学的都学完了',
  home_lesson: '上门送学',
  theme_day_attended: '参加主题党日',
  theme_day_missed: '没来，也没请假',
  meeting_attended: '参加了',
  meeting_missed: '没来，也没请假',
  came_late: '迟到或早退',
  shift_served: '服务班次',
  request_satisfied: '群众的事办好了，评了满意',
  dues_late: '党费没有按时交',
  visit_made: '走访了一户',
}
const wordsOf = (fact: string) => factNames[fact] ?? '记下的一件事'

async function saidWords(db: PhoneDb, words: readonly Word[], today: Day) {
  const people = await db.directoryCards.bulkGet(words.map(({ saidBy }) => saidBy))
  return words.map(({ id, times, onDay, reason }, at): [string, LineWord] => [
    id,
    {
      say: `${String(times ?? 0)} 次，${sayDay(onDay, today)}，${reason}（${people[at]?.name ?? '支部'}）`,
    },
  ])
}
