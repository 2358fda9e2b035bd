import type { Chance } from '../ports.ts'
import { idOf, userIdOf } from '../town/names.ts'

export const people = [
  'Auntie Lin',
  'Old Zhou',
  'Young Wu',
  'Secretary Wang',
  'Committee Sun',
  'Shopkeeper He',
  'Liaison Yu',
  'Old Chen',
  'Secretary Ma',
  'Cadre Qian',
  'Coordinator Li',
  'Town Zhao',
] as const
export const branches = [
  'Willow Village',
  'Peach Village',
  'Bridge Village',
  'Eighth Branch',
] as const
export const orgs = ['Town', 'East Area', 'Willow Village', 'Peach Village'] as const
const pieces = ['Plan', 'Fraud', 'Rice', 'Peaches', 'Draft of Willow'] as const

/** What there is in the town that an act can be about, as far as anybody has heard; and who is signed in as what. */
export class Catalogue {
  readonly materials: string[] = pieces.map(idOf)
  readonly assignments: string[] = ['Plan', 'Fraud', 'Rice', 'Peaches'].map(idOf)
  readonly appointments: string[] = people.slice(3).map(idOf)
  readonly links: string[] = [idOf("Lin's Help")]
  readonly files: string[] = pieces.map(idOf)
  // The ids that they begin with are of something else: whoever names them is refused.
  readonly shifts: string[] = [idOf('Plan')]
  readonly signups: string[] = [idOf('Plan')]
  /** The sign-ups that somebody made for themselves, and those of a shift: what most deeds are about. */
  readonly signupsOf = new Map<string, string[]>()
  readonly meetings: string[] = [idOf('Plan')]
  readonly marks: string[] = [idOf('Plan')]
  readonly leaves: string[] = [idOf('Plan')]
  /** The sign-in that each member's account belongs to now. */
  readonly userOf = new Map<string, string>(people.map((name) => [idOf(name), userIdOf(name)]))
  /** Every sign-in there ever was, and whose it is. */
  readonly memberOf = new Map<string, string>(people.map((name) => [userIdOf(name), idOf(name)]))
  readonly #names = new Map<string, string>(
    [...people, ...branches, 'Town', 'East Area', 'West Area', ...pieces].map((name) => [
      idOf(name),
      name,
    ]),
  )

  name(id: string): string {
    return this.#names.get(id) ?? id.slice(0, 8)
  }

  /** A card's activation: from now on this sign-in is the member's. */
  binds(member: string, user: string): void {
    this.userOf.set(member, user)
    this.memberOf.set(user, member)
  }

  /** The later ones sooner: what was just made is what things happen to. */
  some(of: readonly string[], chance: Chance): string {
    const fresh = of.slice(-3)
    return chance.pick(chance.happens(0.4) ? fresh : of)
  }
}
