import type { Run, WorkName } from './results.ts'

/** Each run's time for a work, as a multiple of the floor's in the same repetition; `here` is one network's runs. */
export const ratiosToFloor = (
  here: readonly Run[],
  runs: readonly Run[],
  work: WorkName,
): number[] =>
  runs.flatMap((run) => {
    const mine = run.works[work]
    const floor = here.find((one) => one.engine === 'floor' && one.rep === run.rep)?.works[work]
    return mine && floor ? mine.ms / floor.ms : []
  })
