import { createHash } from 'node:crypto'
import { addDays, type Day } from '../../src/domain/day.ts'
import { actAs } from './as-member.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { idOf } from './random.ts'
import { demoPerson } from './scene.ts'

interface Call {
  key: string
  kind: string
  title: string
  /** In so many days from today; fewer than none: it is over. */
  inDays: number
  from: number
  until: number
  expects: 'everybody' | 'committee'
  agenda: string
  parts?: Record<string, string>
}

const calls: readonly Call[] = [
  {
    ...{ key: 'theme', kind: 'theme_day', title: '主题党日：冬季清洁行动', inDays: 3 },
    ...{ from: 540, until: 660, expects: 'everybody', agenda: '' },
    parts: {
      study: '一起学一篇防诈骗的课。',
      life: '收党费，给这个月过政治生日的党员送贺卡。',
      council: '议一议村口的垃圾堆放点怎么改。',
      visits: '会后看望两位行动不便的老党员。',
      service: '打扫村口到小学的路。',
    },
  },
  {
    ...{ key: 'committee', kind: 'committee', title: '支委会', inDays: 1, from: 1140, until: 1200 },
    ...{ expects: 'committee', agenda: '一、商量主题党日\n二、核对上个月的积分' },
  },
  // Of a kind that no rule counts, so that nobody's points of the demo depend on it.
  {
    ...{ key: 'night', kind: 'night_school', title: '党员夜校：看懂合同', inDays: -12 },
    ...{ from: 1170, until: 1260, expects: 'everybody', agenda: '' },
  },
]

export const demoMeetingId = (key: string): string => idOf('meeting', key)

/** What the demo's branch is called to and what it held, by the hand of its secretary. */
export async function callMeetings(ports: TownPorts, people: readonly Person[]): Promise<void> {
  const secretary = demoPerson(people, '支部书记')
  const elder = demoPerson(people, '年老党员')
  const migrant = demoPerson(people, '外出务工党员')
  const act = (name: string, about: string, args: object) => ({
    id: idOf('meetings', name, about),
    name,
    args,
  })
  await actAs(
    ports.query,
    secretary.id,
    ...calls.map((call) => act('plan_meeting', call.key, planned(call, secretary, ports.today))),
    act('hold_meeting', 'night', {
      meeting_id: demoMeetingId('night'),
      exceptions: [exception(elder.id, 'home'), exception(migrant.id, 'afar')],
    }),
    act('write_minutes', 'night', {
      meeting_id: demoMeetingId('night'),
      minutes: '请司法所的同志讲了怎么看借条和合同，大家拿自己的合同问了问题。',
      decisions: '下次讲讲怎么存证据。',
    }),
  )
}

const planned = (call: Call, secretary: Person, today: Day) => ({
  ...{ meeting_id: demoMeetingId(call.key), org_id: secretary.branch.id, kind: call.kind },
  ...{ title: call.title, place: '村部会议室', on_day: addDays(today, call.inDays) },
  ...{ from_minute: call.from, until_minute: call.until, expects: call.expects },
  ...{ agenda: call.agenda, ...(call.parts && { parts: call.parts }) },
  door_key: createHash('sha256').update(demoMeetingId(call.key)).digest('hex').slice(0, 32),
})

const exception = (memberId: string, presence: string) => ({
  ...{ member_id: memberId, presence, is_late: false, left_early: false, reason: '' },
})
