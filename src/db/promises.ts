import type { MemberId } from '@/domain/id'

/**
 * What must still happen to a member's store, written down on the phone before it is begun, so that a page that dies
 * on the way leaves nothing behind: `wipe` deletes the store, `seal` empties it of everything but the person's own acts.
 */
export type PromiseKind = 'wipe' | 'seal'

export const promiseKey = (kind: PromiseKind, me: MemberId): string => `${kind}:${me}`
