import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { categoryOn, newestFirst } from '@/domain/category-steps'
import { isCurrent } from '@/domain/posts'
import type { Day } from '@/domain/day'

/** Everything this phone may know about one member. Null when there is no such member here. */
export function useMember(memberId: () => string) {
  const { db, today } = usePhone()
  return useLive(memberId, async (id) => {
    const card = await db.directoryCards.get(id)
    if (!card) return null
    const steps = (await db.categoryAssignments.where({ memberId: id }).toArray()).sort(newestFirst)
    const transfers = (await db.branchTransfers.where({ memberId: id }).toArray()).sort(
      byDay(({ onDay }) => onDay),
    )
    const terms = (await db.appointments.where({ memberId: id }).toArray()).sort(
      byDay(({ fromDay }) => fromDay),
    )
    const links = (await db.elderHelpers.where({ elderId: id }).toArray()).sort(
      byDay(({ fromDay }) => fromDay),
    )
    const helped = await db.elderHelpers.where({ helperId: id }).toArray()
    const people = await db.directoryCards.bulkGet([
      ...links.map(({ helperId }) => helperId),
      ...helped.map(({ elderId }) => elderId),
    ])
    const names = new Map<string, string>(
      people.flatMap((one) => (one ? [[one.id, one.name]] : [])),
    )
    return {
      card,
      record: await db.memberRecords.get(id),
      category: categoryOn(steps, today()),
      steps,
      transfers,
      terms,
      links,
      elders: helped.filter((link) => isCurrent(link, today())),
      nameOf: (other: string) => names.get(other) ?? '名册外的同志',
    }
  })
}

export type Member = NonNullable<NonNullable<ReturnType<typeof useMember>['value']['value']>>

const byDay =
  <T>(dayOf: (row: T) => Day) =>
  (one: T, other: T) =>
    dayOf(other).localeCompare(dayOf(one))
