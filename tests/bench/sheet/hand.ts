import type { Locator, Page } from 'playwright-core'

/** What one sitting asked of a person, and how long the phone made them wait. */
export interface Effort {
  taps: number
  /** Characters typed, as they stand on the screen. */
  signs: number
  /** Pages, dialogs and lists looked at anew. */
  looks: number
  /** Milliseconds between a tap and the page that answers it. */
  waited: number
}

/** A hand on a phone that counts what it does. */
export class Hand {
  readonly effort: Effort = { taps: 0, signs: 0, looks: 0, waited: 0 }
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** A tap, and the wait for what it leads to. */
  async tap(what: Locator, leadsTo?: Locator): Promise<void> {
    this.effort.taps += 1
    const began = performance.now()
    await what.click()
    if (leadsTo) {
      await leadsTo.waitFor()
      this.effort.looks += 1
    }
    this.effort.waited += performance.now() - began
  }

  async type(where: Locator, text: string): Promise<void> {
    this.effort.taps += 1
    this.effort.signs += text.length
    await where.click()
    await where.fill(text)
  }
}

/**
 * Seconds of somebody of sixty who types with one finger: to find and hit something, to write a character by pinyin or
 * by hand with choosing among what is offered, to read a page before going on. About three times what the keystroke-level
 * model gives a practised user (1.1 s to point, 1.35 s to think, 0.3 s a key).
 */
export const seconds = { tap: 3, sign: 4, look: 8 } as const

/** Seconds of a whole sitting: the person's and the phone's. */
export const sittingOf = ({ taps, signs, looks, waited }: Effort): number =>
  taps * seconds.tap + signs * seconds.sign + looks * seconds.look + waited / 1000
