import type { Category } from './categories.ts'
import type { Person } from './people.ts'
import { diceFor, idOf } from './random.ts'

export interface Account {
  member_id: string
  user_id: string
  login_number: string
}

const activated: Record<Category, number> = {
  migrant: 0.75,
  village: 0.7,
  hardship: 0.6,
  elder: 0.35,
  office: 0.9,
  rectify: 0.6,
}

/**
 * Those who activated their card some time ago, so that the list of accounts looks like a real one. There is no
 * sign-in behind these: nobody holds a password for them. The people of the demo get real ones from the auth server.
 */
export function accountsOf(people: readonly Person[]): Account[] {
  return people
    .filter(
      ({ part, id, category }) =>
        part === undefined && diceFor(`account/${id}`).happens(activated[category]),
    )
    .map(({ id }, nth) => ({
      member_id: id,
      user_id: idOf('nobody signs in', id),
      // In order, so that none comes twice; those of the demo begin with 2026.
      login_number: String(30_000_000 + nth * 7919).slice(0, 8),
    }))
}
