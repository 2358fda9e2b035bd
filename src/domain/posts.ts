import type { Day } from './day'
import type { Appointment, Role } from './synced'

/** Who may open a page. The server decides what may be read and done; this only spares people a closed door. */
export type Gate = 'anyone' | 'member' | 'overseer' | 'runs' | 'secretary' | 'town' | 'shopkeeper'

const rolesBehind: Record<Exclude<Gate, 'anyone' | 'member'>, readonly Role[]> = {
  overseer: [
    'town_staff',
    'area_coordinator',
    'branch_secretary',
    'branch_committee',
    'stationed_cadre',
  ],
  runs: ['town_staff', 'branch_secretary', 'branch_committee'],
  secretary: ['town_staff', 'branch_secretary'],
  town: ['town_staff'],
  shopkeeper: ['shopkeeper'],
}

export type Term = Pick<Appointment, 'memberId' | 'orgId' | 'role' | 'fromDay' | 'untilDay'>

/** An appointment counts from its first day up to and including its last. */
export function isCurrent(
  { fromDay, untilDay }: Pick<Term, 'fromDay' | 'untilDay'>,
  today: Day,
): boolean {
  return fromDay <= today && (untilDay === null || today <= untilDay)
}

/** The posts this member holds today. */
export function postsOf<T extends Term>(
  appointments: readonly T[],
  memberId: string,
  today: Day,
): T[] {
  return appointments.filter((term) => term.memberId === memberId && isCurrent(term, today))
}

/** Whether someone who is signed in and holds these posts may pass. */
export function mayPass(gate: Gate, posts: readonly Pick<Term, 'role'>[]): boolean {
  if (gate === 'anyone' || gate === 'member') return true
  const roles = rolesBehind[gate]
  return posts.some(({ role }) => roles.includes(role))
}

export const roleNames: Record<Role, string> = {
  town_staff: '镇党委工作人员',
  area_coordinator: '总支负责人',
  branch_secretary: '支部书记',
  branch_committee: '支委',
  stationed_cadre: '驻村干部',
  shopkeeper: '先锋超市管理员',
  liaison: '在外党员联络员',
}
