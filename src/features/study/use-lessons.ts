import { effectScope, onScopeDispose, type EffectScope } from 'vue'
import { hasSynced } from '@/db/has-synced'
import type { Phone } from '@/db/phone'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import { loadLessons } from './load-lessons'
import { useToday } from './use-today'

interface Shelf {
  scope: EffectScope
  readers: number
  seen: ReturnType<typeof readShelf>
}

/** Two cards on one page look at one shelf: an old phone reads it once, for as long as any of them stands there. */
const shelves = new WeakMap<Phone, Shelf>()

/** Everything given to me to study, as it stands today; undefined while nobody can know yet. */
export function useLessons() {
  const phone = usePhone()
  const shelf = shelves.get(phone) ?? openShelf(phone)
  shelf.readers += 1
  onScopeDispose(() => {
    shelf.readers -= 1
    if (shelf.readers > 0) return
    shelf.scope.stop()
    shelves.delete(phone)
  })
  return shelf.seen
}

function openShelf(phone: Phone): Shelf {
  const scope = effectScope(true)
  const seen = scope.run(() => readShelf(phone))
  if (!seen) throw new Error('the shelf was closed before it was opened')
  const shelf = { scope, seen, readers: 0 }
  shelves.set(phone, shelf)
  return shelf
}

function readShelf({ db, me }: Phone) {
  const today = useToday()
  const { value: lessons, fault } = useLive(
    () => today.value,
    async (day) => {
      const found = await loadLessons(db, me, day)
      // Before the first sync has ended an empty shelf is not "nothing", only "not yet".
      return found.length > 0 || (await hasSynced(db)) ? found : undefined
    },
  )
  return { lessons, fault, today }
}
