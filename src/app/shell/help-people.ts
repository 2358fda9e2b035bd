import type { Day } from '@/domain/day'
import { isCurrent, type Term } from '@/domain/posts'
import type { Rows } from '@/domain/server-types'

export interface HelpPerson {
  id: string
  name: string
  /** Who this is to me: 我的支部书记, 我的帮学人. */
  bond: string
  phone: string | null
}

export interface Village {
  me: string
  today: Day
  cards: readonly Pick<Rows['directoryCards'], 'id' | 'branchId' | 'name' | 'phone'>[]
  appointments: readonly Term[]
  helpers: readonly Pick<Rows['elderHelpers'], 'elderId' | 'helperId' | 'fromDay' | 'untilDay'>[]
}

/** Whom I can call: first the helpers named for me, then my branch's secretary, then its committee. */
export function helpPeople({ me, today, cards, appointments, helpers }: Village): HelpPerson[] {
  const myBranch = cards.find(({ id }) => id === me)?.branchId
  const inOffice = (role: Term['role'], bond: string) =>
    appointments
      .filter((term) => term.orgId === myBranch && term.role === role && isCurrent(term, today))
      .map((term) => ({ id: term.memberId, bond }))
  const bonds = [
    ...helpers
      .filter((link) => link.elderId === me && isCurrent(link, today))
      .map((link) => ({ id: link.helperId, bond: '我的帮学人' })),
    ...inOffice('branch_secretary', '我的支部书记'),
    ...inOffice('branch_committee', '支委'),
  ]
  const seen = new Set([me])
  return bonds.flatMap(({ id, bond }) => {
    const card = cards.find((one) => one.id === id)
    if (!card || seen.has(id)) return []
    seen.add(id)
    return [{ id, bond, name: card.name, phone: card.phone }]
  })
}
