import type { Fault } from '@/domain/fault'
import { tripLimits } from '@/domain/wire'
import type { TripEnd } from './trip-end'

export type RunEnd =
  | { kind: 'caught-up' }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'cut-off' }
  | { kind: 'app-too-old' }

/** A server that always has more is a mistake somewhere; the next run takes it up again. */
const tripsPerRun = 500

/** As many trips as it takes until nothing is left to say on either side. */
export async function run(trip: (mostCommands: number) => Promise<TripEnd>): Promise<RunEnd> {
  let mostCommands: number = tripLimits.commands
  for (let trips = 0; trips < tripsPerRun; trips++) {
    const end = await trip(mostCommands)
    switch (end.kind) {
      case 'more':
        break
      case 'split':
        mostCommands = end.commands
        break
      case 'caught-up':
      case 'fault':
      case 'cut-off':
      case 'app-too-old':
        return end
    }
  }
  return { kind: 'fault', fault: { kind: 'busy', retryAfterMs: 60_000 } }
}
