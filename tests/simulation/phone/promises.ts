import type { Promised } from '../ports'
import { outboxIn } from './disk'
import type { Disk } from './insides'

/** What this phone has said it keeps, and what became of it as far as the outbox tells. */
export class Promises {
  readonly #disk: Disk
  readonly #all: { -readonly [K in keyof Promised]: Promised[K] }[] = []
  readonly #lost = new Set<string>()

  constructor(disk: Disk) {
    this.#disk = disk
  }

  get all(): readonly Promised[] {
    return this.#all
  }

  get lost(): ReadonlySet<string> {
    return this.#lost
  }

  /** What is in the outbox before an act, to see by its absence what the act replaced. */
  before(member: string): ReadonlyMap<string, string> {
    return new Map(
      outboxIn(this.#disk, member)
        .filter(({ accepted }) => !accepted)
        .map(({ id, name }) => [id, name]),
    )
  }

  /** Notes what the act has added. A page that died in it may have kept it without having been able to say so. */
  after(member: string, before: ReadonlyMap<string, string>): string | null {
    const now = outboxIn(this.#disk, member)
    const known = new Set(this.#all.map(({ id }) => id))
    const added = now.filter(({ id }) => !known.has(id)).at(-1)
    if (!added) return null
    const { id, name, args } = added
    this.#all.push({ id, member, name, args, seq: this.#all.length })
    const here = new Set(now.map((entry) => entry.id))
    for (const promised of this.#all) {
      const gone = before.has(promised.id) && !here.has(promised.id)
      if (gone && promised.name === name && promised.member === member) promised.replacedBy = id
    }
    return id
  }

  /** Their owner went in spite of the warning, or the browser threw the store away. */
  giveUp(ids: readonly string[]): void {
    for (const id of ids) this.#lost.add(id)
  }
}
