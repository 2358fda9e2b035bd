import type { Page } from 'playwright-core'

/** Every database, cache, cookie and storage entry of this origin as one text, to be searched for a person. */
export function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const told: unknown[] = [
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
    ]
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result)
        }
        request.onerror = () => {
          reject(request.error ?? new Error('the database did not answer'))
        }
      })
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue
      const db = await wait(indexedDB.open(name))
      told.push(name)
      for (const store of db.objectStoreNames) {
        told.push(store, await wait(db.transaction(store).objectStore(store).getAll()))
      }
      db.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        told.push(name, request.url, await answer?.text())
      }
    }
    return JSON.stringify(told)
  })
}

/** Whether this text stands anywhere in the page's memory, after a thorough sweep. */
export async function heapHolds(page: Page, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  // The snapshot is JSON, which may write a Chinese character as itself or as its number.
  const numbered = Array.from(text)
    .map((sign) =>
      sign < '\u0080' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .join('')
  const forms = [text, numbered].map((form) => form.toLowerCase())
  let found = false
  let tail = ''
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    const seen = (tail + chunk).toLowerCase()
    found ||= forms.some((form) => seen.includes(form))
    tail = chunk.slice(-300)
  })
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return found
}
