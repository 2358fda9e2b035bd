/** Something a page waits for that only the world can give: an answer, or its turn. The seed decides who goes next. */
export interface Waiting {
  readonly page: number
  readonly what: string
  /** Left lying until a later step on purpose; others go first. */
  late: boolean
  /** Lets it happen, or its next part. */
  go(): Promise<void> | void
  /** The page is gone: nobody waits any more. */
  drop(): void
}

export class WaitingRoom {
  #all: Waiting[] = []

  get all(): readonly Waiting[] {
    return this.#all
  }

  enter(waiting: Waiting): void {
    this.#all.push(waiting)
  }

  leave(waiting: Waiting): void {
    this.#all = this.#all.filter((each) => each !== waiting)
  }

  waits(page: number): boolean {
    return this.#all.some((each) => each.page === page)
  }

  dropPage(page: number): void {
    for (const waiting of this.#all.filter((each) => each.page === page)) waiting.drop()
    this.#all = this.#all.filter((each) => each.page !== page)
  }
}
