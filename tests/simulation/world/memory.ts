import type { Ears } from '../town/town.ts'

/** What the oracle has heard in one seed, so that it can compare the end with what was said on the way. */
export class Memory implements Ears {
  /** The first thing found wrong while something else was going on. */
  broken: string | null = null
  /** Verdicts as they left the server, and in which life of the database. */
  readonly #verdicts = new Map<string, { code: string | null; life: number }>()
  readonly #told = new Map<string, Set<string>>()
  readonly #memberOf: (userId: string) => string | undefined
  readonly #life: () => number

  constructor(memberOf: (userId: string) => string | undefined, life: () => number) {
    this.#memberOf = memberOf
    this.#life = life
  }

  page(userId: string, tables: Readonly<Record<string, { values: readonly unknown[][] }>>): void {
    const told = this.toldTo(this.#memberOf(userId) ?? '')
    for (const [name, { values }] of Object.entries(tables))
      for (const id of values[0] ?? []) told.add(`${name}/${String(id)}`)
  }

  verdict(id: string, code: string | null): void {
    const said = this.#verdicts.get(id)
    const life = this.#life()
    if (said?.life === life && said.code !== code)
      this.broken ??= `an act was judged ${said.code ?? 'ok'} and later ${code ?? 'ok'}: ${id}`
    this.#verdicts.set(id, { code, life })
  }

  trouble(what: string): void {
    this.broken ??= what
  }

  /** `table/id` of every row the server has ever told this member. */
  toldTo(member: string): Set<string> {
    const told = this.#told.get(member) ?? new Set()
    this.#told.set(member, told)
    return told
  }
}
