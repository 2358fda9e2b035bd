import { useRoute } from 'vue-router'
import { computed } from 'vue'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { byName } from '@/domain/pinyin'
import { postsOf } from '@/domain/posts'
import { writesFor } from '@/domain/reach'
import type { Rows } from '@/domain/server-types'
import { isOn } from '@/domain/shift-rules'
import type { Signup } from '@/domain/shift-words'

/** Somebody on the list of a shift. */
export interface Comer {
  id: string
  name: string
  signup: Signup
  words: readonly Rows['shiftWords'][]
  /** What was written down before it was put right, the oldest first. */
  corrections: readonly Rows['shiftCorrections'][]
}

/** The shift that the address names, as whoever looks after it sees it; null when there is none of that id here. */
export function useShiftDesk() {
  const route = useRoute()
  const { db, me, today } = usePhone()
  const shiftId = computed(() => String(route.params['shiftId']))
  const { value: told, fault } = useLive(
    () => shiftId.value,
    async (id) => {
      const shift = await db.shifts.get(id)
      if (!shift) return null
      const [cards, mine, orgs, signups, words, corrections, siblings] = await Promise.all([
        db.directoryCards.toArray(),
        db.appointments.where({ memberId: me }).toArray(),
        db.orgs.toArray(),
        db.shiftSignups.where({ shiftId: id }).toArray(),
        db.shiftWords.where({ shiftId: id }).toArray(),
        db.shiftCorrections.where({ shiftId: id }).sortBy('putRightAt'),
        db.shifts.where({ orgId: shift.orgId }).toArray(),
      ])
      const names = new Map<string, string>(cards.map((card) => [card.id, card.name]))
      const told = signups.map((signup): Comer => ({
        ...{ id: signup.id, name: names.get(signup.memberId) ?? '支部以前的党员', signup },
        words: words.filter(({ signupId }) => signupId === signup.id),
        corrections: corrections.filter(({ signupId }) => signupId === signup.id),
      }))
      const mayWrite = writesFor(postsOf(mine, me, today()), shift.orgId, orgs)
      return {
        ...{ shift, mayWrite, names },
        /** On the list, those heard first before the others. */
        people: told
          .filter(({ signup }) => isOn(signup))
          .sort((one, two) => (one.signup.nth || Infinity) - (two.signup.nth || Infinity)),
        /** Left late, and what they said. */
        left: told.filter(({ signup, words: said }) => !isOn(signup) && said.length > 0),
        /** Of the branch, and not on the list. */
        others: cards
          .filter((card) => card.branchId === shift.orgId)
          .filter((card) => !signups.some((one) => one.memberId === card.id && isOn(one)))
          .sort(byName),
        keeps: mayWrite || shift.organiserId === me,
        branch: orgs.find(({ id: orgId }) => orgId === shift.orgId)?.name ?? '',
        /** Later shifts of the same series. */
        later:
          shift.seriesId === null
            ? 0
            : siblings.filter(
                (one) =>
                  one.seriesId === shift.seriesId &&
                  one.onDay > shift.onDay &&
                  one.status === shift.status,
              ).length,
      }
    },
  )
  return { told, fault, shiftId }
}
