import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { monthPath, type Month } from '@/domain/month'
import { asQuarter, inOrder, namedIn } from './comparison-rules'

/** What my branch, or the one the address names, has put up of the quarter it names, else of the newest; and how I stood. */
export function useComparison() {
  const route = useRoute()
  const { db, me } = usePhone()
  const of = computed(() => route.query['of'])
  const asked = computed(() => asQuarter(String(route.query['quarter'])))
  const { value: shown, fault } = useLive(
    () => ({ of: of.value, quarter: asked.value }),
    async (wanted) => {
      const mine = (await db.directoryCards.get(me))?.branchId
      const branch = await db.orgs.get(typeof wanted.of === 'string' ? wanted.of : (mine ?? ''))
      if (!branch) return null
      const all = (await db.comparisons.where({ branchId: branch.id }).toArray()).sort(
        (one, other) => (one.quarter < other.quarter ? 1 : -1),
      )
      const standing = all.filter(({ state }) => state === 'published')
      const quarters = standing.map(({ quarter }) => quarter)
      const one = standing.find(({ quarter }) => quarter === wanted.quarter) ?? standing[0]
      const results = await db.comparisonResults.toArray()
      return {
        ...{ branch, quarters, comparison: one, isMine: branch.id === mine },
        /** Taken down, and nothing put up in its place so far. */
        withdrawn: all.find(
          ({ state, quarter }) => state === 'withdrawn' && !quarters.includes(quarter),
        ),
        named: one
          ? namedIn(await db.comparisonMarks.where({ comparisonId: one.id }).toArray())
          : [],
        own: inOrder(results.filter(({ comparisonId }) => comparisonId === one?.id)),
      }
    },
  )
  /** An address about this same branch. */
  const here = (path: string, quarter?: Month) => {
    const query = new URLSearchParams()
    if (quarter !== undefined) query.set('quarter', monthPath(quarter))
    if (typeof of.value === 'string') query.set('of', of.value)
    return query.size > 0 ? `${path}?${query.toString()}` : path
  }
  return { shown, fault, here }
}
