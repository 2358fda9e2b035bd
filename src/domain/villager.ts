import type { ContactCard } from './post-asks'
import type { Day } from './day'
import type { Answer } from './fault'
import type { Rows } from './server-types'

/** What a villager sends by a card. Id and secret are made in their browser, so that twice is once. */
export interface VillagerRequest {
  card: string
  requestId: string
  /** What the link to follow it by holds. */
  follow: string
  name: string
  phone: string
  words: string
  /** A JPEG in Base64. */
  photo: string | null
  device: string
}

/** A request as the villager follows it. */
export interface FollowedRequest {
  words: string
  status: Rows['requests']['status']
  member: string
  phone: string | null
  cameOn: Day
  endedOn: Day | null
  answer: string | null
  rating: Rows['requests']['rating']
}

export type Rating = NonNullable<Rows['requests']['rating']>

/** What somebody without an account may ask of the town. */
export interface VillagersCounter {
  card(secret: string): Promise<Answer<ContactCard>>
  send(request: VillagerRequest): Promise<Answer<{ ok: true }>>
  follow(secret: string): Promise<Answer<FollowedRequest>>
  rate(secret: string, rating: Rating, words: string): Promise<Answer<{ ok: true }>>
}

/** What a card's square leads to. After the `#`, so that no server on the way ever sees it. */
export const contactLink = (origin: string, secret: string): string => `${origin}/c#${secret}`

/** What stands after the `#`, if it may be a secret at all. */
export const secretIn = (hash: string): string | undefined =>
  /^#([A-Za-z0-9_-]{1,64})$/.exec(hash)?.[1]

const secretBytes = 18

/** A hundred and forty-four bits, in signs that an address may hold. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
}
