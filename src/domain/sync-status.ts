import type { Moment } from './day'
import type { Fault } from './fault'

/** Where this phone stands with the town. */
export type SyncStatus =
  | { kind: 'settled'; syncedAt: Moment | null } // null: never yet on this phone
  | { kind: 'waiting'; pending: number; syncedAt: Moment | null } // the server has not heard these yet
  | { kind: 'talking'; syncedAt: Moment | null }
  | { kind: 'stuck'; fault: Fault; pending: number; syncedAt: Moment | null } // only a person can help
