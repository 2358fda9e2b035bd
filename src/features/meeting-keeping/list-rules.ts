import type { AttendanceMark } from '@/domain/meeting-words'
import type { ListException } from './mutations'

/** Whom the secretary ticked, by what is said of them; whoever is ticked nowhere was there. */
export interface Ticks {
  absent: readonly string[]
  late: readonly string[]
  early: readonly string[]
  leave: readonly string[]
  afar: readonly string[]
  home: readonly string[]
}

export const noTicks = (): Ticks => ({
  absent: [],
  late: [],
  early: [],
  leave: [],
  afar: [],
  home: [],
})

/** What a list says of those of whom it does not simply say that they were there; in the order of the people. */
export function exceptionsOf(
  ticks: Ticks,
  people: readonly { id: string; mark: Pick<AttendanceMark, 'presence'> | undefined }[],
): ListException[] {
  return people.flatMap(({ id, mark }) => {
    const is = (key: keyof Ticks) => ticks[key].includes(id)
    const [late, early] = [is('late'), is('early')]
    // Of what was ticked twice the kinder is believed: leave before absence, at home before both.
    const said = is('home')
      ? 'home'
      : is('afar')
        ? 'afar'
        : is('leave')
          ? 'leave'
          : late || early
            ? mark?.presence === 'afar'
              ? 'afar'
              : 'present'
            : is('absent') && mark === undefined
              ? 'absent'
              : undefined
    if (said === undefined) return []
    const was = said === 'present' || said === 'afar'
    return [
      {
        member_id: id,
        presence: said,
        is_late: was && late,
        left_early: was && early,
        reason: '',
      } as const,
    ]
  })
}
