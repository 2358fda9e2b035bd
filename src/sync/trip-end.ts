import type { Fault } from '@/domain/fault'

/** How one trip ended, and whether there is a reason to go again at once. */
export type TripEnd =
  | { kind: 'caught-up' }
  | { kind: 'more' }
  /** The server would not take the request as a whole; go again with fewer acts in it. */
  | { kind: 'split'; commands: number }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'cut-off' }
  | { kind: 'app-too-old' }
