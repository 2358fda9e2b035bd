import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { loadDesk, loadMaterial } from './load'

/** One text as the secretary sees it; null when it is not on this phone. */
export function useMaterial(id: () => string) {
  const { db, me, today } = usePhone()
  return useLive(id, (key) => loadMaterial(db, { me, today: today() }, key))
}

export function useDesk() {
  const { db, me, today } = usePhone()
  return useLive(() => loadDesk(db, { me, today: today() }))
}
