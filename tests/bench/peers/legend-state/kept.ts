/**
 * Until what Legend-State has begun to write is on the disk. It says so to nobody, so this waits for its queue of
 * writes to be handed to IndexedDB, and then stands in line behind them: a transaction waits for those before it.
 */
export async function kept(database: string, stores: readonly string[]): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 0))
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(database)
    asked.onsuccess = () => {
      resolve(asked.result)
    }
    asked.onerror = () => {
      reject(asked.error ?? new Error('no IndexedDB'))
    }
  })
  await new Promise<void>((resolve, reject) => {
    const line = db.transaction([...stores], 'readwrite')
    line.oncomplete = () => {
      resolve()
    }
    line.onabort = () => {
      reject(line.error ?? new Error('the transaction was given up'))
    }
  })
  db.close()
}
