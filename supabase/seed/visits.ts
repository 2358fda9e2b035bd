import { addDays, type Day } from '../../src/domain/day.ts'
import { actAs } from './as-member.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { idOf } from './random.ts'
import { demoPerson } from './scene.ts'

interface Visit {
  who: string
  household: string
  daysAgo: number
  purpose: 'care' | 'policy' | 'opinion' | 'dispute' | 'help' | 'other'
  asked: string
  promise?: string
  /** Counted from today; below nothing: overdue. */
  byInDays?: number
  kept?: string
}

const visits: readonly Visit[] = [
  {
    ...{ who: '帮扶人', household: '村东头白奶奶家', daysAgo: 12, purpose: 'care' },
    ...{ asked: '门口的路灯坏了半个月，晚上不敢出门。', promise: '找村里修路灯', byInDays: -3 },
  },
  {
    ...{ who: '帮扶人', household: '方国强家', daysAgo: 6, purpose: 'policy' },
    ...{ asked: '想知道秋播补贴怎么领。', promise: '问清楚补贴的手续，告诉他', byInDays: 4 },
  },
  {
    ...{ who: '帮扶人', household: '吕家老宅', daysAgo: 20, purpose: 'dispute' },
    ...{ asked: '和邻居为排水沟吵过两回。', promise: '约两家一起看一次', byInDays: -10 },
    kept: '两家商量好了，沟往南挪一尺。',
  },
  {
    ...{ who: '支部书记', household: '邱大伯家', daysAgo: 9, purpose: 'opinion' },
    asked: '盼着村里的文化室晚上也开门。',
  },
]

/** Visits of the last weeks: one promise kept, one still in time, one overdue. */
export async function payVisits(ports: TownPorts, people: readonly Person[]): Promise<void> {
  const day = (inDays: number): Day => addDays(ports.today, inDays)
  for (const { who, household, daysAgo, purpose, asked, promise, byInDays = 0, kept } of visits) {
    const id = idOf('visit', who, household)
    const command = (name: string, args: object) => ({ id: idOf(name, id), name, args })
    await actAs(
      ports.query,
      demoPerson(people, who).id,
      command('record_visit', {
        ...{ visit_id: id, household, visited_on: day(-daysAgo), purpose, asked },
        ...(promise !== undefined && { promise, promise_by: day(byInDays) }),
      }),
      ...(kept === undefined
        ? []
        : [command('finish_visit_promise', { visit_id: id, kept_on: day(byInDays), note: kept })]),
    )
  }
}
