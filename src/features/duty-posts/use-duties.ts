import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { byName } from '@/domain/pinyin'
import type { Rows } from '@/domain/server-types'
import { standingOf, type Standing, type Term } from './term-rules'

export type Post = Rows['dutyPosts']

/** A member at a post, or on the way to one. */
export interface Duty {
  term: Term
  post: Post
  name: string
  /** Whoever asked for it, where that was not the member. */
  askedBy: string | undefined
  standing: Standing
}

/** The town's posts, and what this phone knows of who holds them: in one branch, or in mine. */
export function useDuties(branchId: () => string | undefined) {
  const { db, me, today } = usePhone()
  return useLive(branchId, async (asked) => {
    const mine = (await db.directoryCards.get(me))?.branchId
    const branch = asked ?? mine ?? ''
    const [posts, terms, cards] = await Promise.all([
      db.dutyPosts.toArray(),
      db.dutyTerms.where({ branchId: branch }).toArray(),
      db.directoryCards.where({ branchId: branch }).toArray(),
    ])
    const postOf = new Map<string, Post>(posts.map((post) => [post.id, post]))
    const nameOf = new Map<string, string>(cards.map(({ id, name }) => [id, name]))
    const duties = terms.flatMap((term): Duty[] => {
      const post = postOf.get(term.postId)
      if (!post) return []
      return [
        {
          ...{ term, post, name: nameOf.get(term.memberId) ?? '名册外的同志' },
          askedBy:
            term.askedBy === term.memberId ? undefined : (nameOf.get(term.askedBy) ?? '别的同志'),
          standing: standingOf(term, today()),
        },
      ]
    })
    return {
      posts: posts.sort(byName),
      duties: duties.sort((one, other) => byName(one, other)),
      people: cards.sort(byName),
    }
  })
}
