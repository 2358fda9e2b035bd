import { createHash } from 'node:crypto'

const seats = 60
const branchesPerTown = 16

/** The id that country.sql gives to the nth of a kind. */
export function idOf(kind: string, nth: number): string {
  const hex = createHash('md5')
    .update(`${kind}${String(nth)}`)
    .digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const userOf = (member: number): string => idOf('user', member)

/** Whose phones are watched: people of a town in the middle of the country, the same kind of people in each size. */
export function castOf(towns: number) {
  const firstBranch = Math.floor(towns / 2) * branchesPerTown
  const seat = (branch: number, nth: number) => (firstBranch + branch) * seats + nth + 1
  return {
    /** Works away from home; in their branch nothing changes while they are watched. */
    member: userOf(seat(5, 30)),
    /** A member of another branch, in which twenty cards change. */
    neighbour: userOf(seat(10, 30)),
    secretary: userOf(seat(5, 0)),
    clerk: userOf(seat(0, 5)),
    quietBranch: idOf('branch', firstBranch + 6),
    changingBranch: idOf('branch', firstBranch + 11),
  }
}

export type Cast = ReturnType<typeof castOf>
