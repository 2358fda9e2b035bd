import type { Promised } from '../ports'
import { outboxIn } from './disk'
import type { Disk } from './insides'

/** What this phone has said it keeps, and what became of it as far as the outbox tells. */
export class Promises {
  readonly #disk: Disk
  readonly #all: { -readonly [K in keyof Promised]: Promised[K] }[] = []
  readonly #lost = new Set<string>()
  readonly #unshown = new Set<string>()
  readonly #heard = new Set<string>()

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

  /** Whether an act that an older app has left unshown is among what waits. */
  hasUnshown(member: string): boolean {
    return outboxIn(this.#disk, member).some(({ id }) => this.#unshown.has(id))
  }

  unshown(id: string): void {
    this.#unshown.add(id)
  }

  /** Acts in this request that another member did. */
  foreign(member: string, body: string): string[] {
    return this.#all
      .filter((act) => act.member !== member && body.includes(act.id))
      .map(({ id, name }) => `${name} ${id}`)
  }

  /** An answer with the town's verdict on these has come in. */
  heard(ids: readonly string[]): void {
    for (const id of ids) this.#heard.add(id)
  }

  /** Acts that are neither waiting on the phone nor judged nor given up by their owner. */
  missing(): string[] {
    const open = this.#all.filter(
      ({ id, replacedBy }) => !replacedBy && !this.#heard.has(id) && !this.#lost.has(id),
    )
    const waiting = new Set(
      [...new Set(open.map(({ member }) => member))].flatMap((member) =>
        outboxIn(this.#disk, member).map(({ id }) => id),
      ),
    )
    return open.filter(({ id }) => !waiting.has(id)).map(({ id, name }) => `${name} ${id}`)
  }

  /** Their owner went in spite of the warning, or the browser threw the store away. */
  giveUp(ids: readonly string[]): void {
    for (const id of ids) this.#lost.add(id)
  }
}
