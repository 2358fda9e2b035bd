import type { Moment } from './day'
import type { MemberId } from './id'

/** Who is signed in on this phone, and the keys that prove it. */
export interface Session {
  memberId: MemberId
  userId: string
  name: string
  loginNumber: string
  accessToken: string
  refreshToken: string
  /** By the town's clock, not the phone's. */
  expiresAt: Moment
}

/** Where the session is kept: a place that both a page and the service worker can read. */
export interface SessionStore {
  read(): Promise<Session | undefined>
  write(session: Session): Promise<void>
  /** Replaces the keys only while this same person is still signed in; false when not. */
  renew(
    memberId: MemberId,
    keys: Pick<Session, 'accessToken' | 'refreshToken' | 'expiresAt'>,
  ): Promise<boolean>
  clear(): Promise<void>
}

/** One at a time, across tabs and the service worker. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>
