/** One question a reader may ask themselves after a text; never a test, never marked by anyone. */
export interface Question {
  ask: string
  options: readonly string[]
  /** Which option is right, counted from 0. */
  answer: number
  /** Why it is right, told after answering. */
  because: string
}

export const questionLimits = {
  questions: 20,
  options: [2, 4],
  askLength: 200,
  optionLength: 100,
  becauseLength: 300,
} as const

/** Reads what a row holds; a question that cannot be asked is left out rather than breaking the page. */
export function questionsOf(held: unknown): Question[] {
  return Array.isArray(held) ? held.flatMap((one: unknown) => questionOf(one) ?? []) : []
}

function questionOf(held: unknown): Question | undefined {
  if (typeof held !== 'object' || held === null) return undefined
  const { ask, options, answer, because } = held as Record<string, unknown>
  if (typeof ask !== 'string' || !Array.isArray(options) || typeof answer !== 'number')
    return undefined
  const said = options.filter((option): option is string => typeof option === 'string')
  if (said.length < 2 || said.length !== options.length || said[answer] === undefined)
    return undefined
  return { ask, options: said, answer, because: typeof because === 'string' ? because : '' }
}
