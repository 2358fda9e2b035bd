import { postsOf } from '@/domain/posts'
import { isOverseer } from '@/domain/reach'
import type { Org } from '@/domain/synced'
import { useLive, type Live } from './use-live'
import { usePhone } from './use-phone'

export interface OverseenOrg {
  org: Org | null
  isTown: boolean
  /** Every organisation's name by its id. */
  names: ReadonlyMap<string, string>
}

/** Whose sums a page shows: the organisation asked for, else the first I oversee; null when there is none. */
export function useOverseenOrg(asked: () => unknown = () => undefined): Live<OverseenOrg> {
  const { db, me, today } = usePhone()
  return useLive(asked, async (wanted) => {
    const posts = postsOf(await db.appointments.where({ memberId: me }).toArray(), me, today())
    const orgs = await db.orgs.toArray()
    const top = posts.find(({ role }) => isOverseer(role))?.orgId
    return {
      org: orgs.find(({ id }) => id === wanted) ?? orgs.find(({ id }) => id === top) ?? null,
      isTown: posts.some(({ role }) => role === 'town_staff'),
      names: new Map<string, string>(orgs.map(({ id, name }) => [id, name])),
    }
  })
}
