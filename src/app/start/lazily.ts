/** A part of the app that is fetched once. It may fail to come while there is no signal; then the next call asks again. */
export function lazily<T>(fetchIt: () => Promise<T>): () => Promise<T | undefined> {
  let coming: Promise<T | undefined> | undefined

  async function fetchOnce(): Promise<T | undefined> {
    try {
      return await fetchIt()
    } catch {
      coming = undefined
      return undefined
    }
  }
  return () => (coming ??= fetchOnce())
}
