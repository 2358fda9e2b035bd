import { onScopeDispose } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { usePhone } from '@/db/use-phone'
import { recordReading } from './mutations'
import { progressId, type MaterialId, type Reading } from './progress-rules'

/** While someone reads on, this often is enough; leaving and pausing are told at once. */
const keepEveryMs = 60_000

/** Remembers how far someone got, without writing down every move: only what is further than ever before. */
export function useKeepProgress(materialId: MaterialId) {
  const { db, me, mutate } = usePhone()
  const furthest: Reading = { reachedPermille: 0, heardSeconds: 0 }
  let keeping = Promise.resolve()

  function got(further: Partial<Reading>) {
    for (const measure of ['reachedPermille', 'heardSeconds'] as const) {
      furthest[measure] = Math.max(furthest[measure], Math.floor(further[measure] ?? 0))
    }
  }

  async function write() {
    const known = await db.studyProgress.get(progressId(me, materialId))
    const reachedPermille = Math.max(furthest.reachedPermille, known?.reachedPermille ?? 0)
    const heardSeconds = Math.max(furthest.heardSeconds, known?.heardSeconds ?? 0)
    if (
      reachedPermille === (known?.reachedPermille ?? 0) &&
      heardSeconds === (known?.heardSeconds ?? 0)
    )
      return
    await mutate(recordReading, { materialId, reachedPermille, heardSeconds })
  }

  /** One after the other: two at once could each find that the other has not written yet. */
  function keep(): Promise<void> {
    keeping = keeping.then(write).catch(reportTrouble)
    return keeping
  }

  const keepNow = () => void keep()
  const keepWhenLeft = () => {
    if (document.visibilityState === 'hidden') keepNow()
  }
  const timer = setInterval(keepNow, keepEveryMs)
  document.addEventListener('visibilitychange', keepWhenLeft)
  window.addEventListener('pagehide', keepNow)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', keepWhenLeft)
    window.removeEventListener('pagehide', keepNow)
    keepNow()
  })
  return { got, keep }
}
