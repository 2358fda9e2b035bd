import { postsOf } from '@/domain/posts'
import type { Org } from '@/domain/synced'
import { useLive, type Live } from './use-live'
import { usePhone } from './use-phone'

/** The branch I am secretary or on the committee of: the one asked for, else my first. Null when there is none. */
export function useRunBranch(asked: () => unknown): Live<Org | null> {
  const { db, me, today } = usePhone()
  return useLive(asked, async (wanted) => {
    const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
    const mine = posts
      .filter(({ role }) => role === 'branch_secretary' || role === 'branch_committee')
      .map(({ orgId }) => orgId)
    const id = mine.find((one) => one === wanted) ?? mine[0]
    return id === undefined ? null : ((await db.orgs.get(id)) ?? null)
  })
}
