import { asId } from '@/domain/id'
import type { Session } from '@/domain/session'
import type { KeyDesk } from './keys'

/** Someone who may sign in, and how the town knows them. */
export interface Person {
  id: string
  token: string
}

/** What the sign-in page writes down once the town has let this person in. */
export function sessionOf(person: Person, desk: KeyDesk): Session {
  const { id } = person
  const { access, refresh, endsAt } = desk.issue(person)
  return {
    ...{ memberId: asId(id), userId: id, name: '', loginNumber: '' },
    ...{ accessToken: access, refreshToken: refresh, expiresAt: endsAt },
  }
}
