export type PromiseLength = 'short' | 'long' | 'very-long'

/** How long a promise is for a plate that is read from three metres off. */
export function lengthOf(promise: string): PromiseLength {
  if (promise.length <= 40) return 'short'
  return promise.length <= 100 ? 'long' : 'very-long'
}
