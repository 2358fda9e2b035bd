import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { PhoneDb } from '@/db/phone-db'
import { sayDay, type Day } from '@/domain/day'
import type { Fact, Line, Word } from './score-rules'

/** What each fact and each word of these lines says, by its id. */
export type LineWords = ReadonlyMap<string, string>

/** Tells in words what was counted: which lesson, on which day, and who of the committee said what. */
export function useFactWords(lines: () => readonly Line[]) {
  const { db, today } = usePhone()
  return useLive(lines, async (asked): Promise<LineWords> => {
    const facts = asked.flatMap((line) => line.facts)
    const words = asked.flatMap(({ word }) => word ?? [])
    return new Map([
      ...(await factWords(db, facts, today())),
      ...(await saidWords(db, words, today())),
    ])
  }).value
}

async function factWords(db: PhoneDb, facts: readonly Fact[], today: Day) {
  const lessons = await db.homeLessons.bulkGet(facts.map(({ sourceId }) => sourceId))
  const materials = await db.materials.bulkGet(lessons.map((one) => one?.materialId ?? ''))
  return facts.map(({ id, fact, onDay }, at): [string, string] => [
    id,
    `${sayDay(onDay, today)} ${wordsOf(fact, materials[at]?.title)}`,
  ])
}

function wordsOf(fact: string, title: string | undefined): string {
  switch (fact) {
    case 'home_study':
      return '这个月该学的都学完了'
    case 'home_lesson':
      return title ? `上门送学：${title}` : '上门送学'
    default:
      return '记下的一件事'
  }
}

async function saidWords(db: PhoneDb, words: readonly Word[], today: Day) {
  const people = await db.directoryCards.bulkGet(words.map(({ saidBy }) => saidBy))
  return words.map(({ id, times, onDay, reason }, at): [string, string] => [
    id,
    `${String(times ?? 0)} 次，${sayDay(onDay, today)}，${reason}（${people[at]?.name ?? '支部'}）`,
  ])
}
