/** What went wrong in the page, without the driver's own words around it. */
export const wordsOf = (error: unknown): string =>
  ((error as Error).message.split('\n')[0] ?? '').replace(/^page\.evaluate: /, '')

/** An engine that waits for ever must not hold up the others. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not done within ${String(ms / 1000)} s`))
    }, ms)
  })
  work.catch(() => undefined) // Whoever gave up waiting need not hear how it ended.
  return Promise.race([work, patience]).finally(() => {
    clearTimeout(timer)
  })
}
