import type { House } from '../town/house.ts'
import type { SimTown } from '../town/town.ts'

/** One act as the server judged it; after a restore it may be judged once more, in another life of the database. */
export interface Judged {
  readonly n: number
  readonly id: string
  readonly member: string
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  readonly code: string | null
  readonly life: number
}

/** The diary of what was judged: what has been committed since it was last read. */
export class Diary {
  #length = 0
  readonly #of = new Map<string, Judged[]>()
  readonly #forgotten = new Set<string>()
  readonly #house: House
  readonly #town: SimTown
  #changes = 0

  constructor(house: House, town: SimTown) {
    this.#house = house
    this.#town = town
  }

  get length(): number {
    return this.#length
  }

  async read(): Promise<void> {
    if (this.#changes === this.#town.changes) return
    this.#changes = this.#town.changes
    const rows = await this.#house.run<Judged>(
      `with news as (
         update sim.judged set is_read = true where not is_read
         returning n::int, id, member_id as member, name, args, code, life
       )
       select * from news order by n`,
    )
    for (const row of rows) {
      this.#of.set(row.id, [...(this.#of.get(row.id) ?? []), row])
      this.#forgotten.delete(row.id)
      this.#length += 1
    }
  }

  /** A backup has come back: what it does not know is forgotten until somebody says it again. */
  async restored(): Promise<void> {
    const known = await this.#house.run<{ id: string }>('select id from private.command_log')
    const ids = new Set(known.map(({ id }) => id))
    for (const id of this.#of.keys()) if (!ids.has(id)) this.#forgotten.add(id)
  }

  of(id: string): readonly Judged[] {
    return this.#of.get(id) ?? []
  }

  isForgotten(id: string): boolean {
    return this.#forgotten.has(id)
  }

  all(): IterableIterator<readonly Judged[]> {
    return this.#of.values()
  }
}
