import { liveQuery, type Subscription } from 'dexie'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Fault } from '@/domain/fault'
import { reportTrouble } from './trouble'
import { useBeginLooking } from './use-opening'

export interface Live<T> {
  value: Readonly<ShallowRef<T | undefined>>
  fault: Readonly<ShallowRef<Fault | undefined>>
}

/** How soon a screen looks again after the phone's database failed it. */
const lookAgainMs = 2_000

/** A Dexie query as a ref. Re-runs when its rows change, or when the key its source gives does. */
export function useLive<T>(query: () => Promise<T>): Live<T>
export function useLive<Key, T>(source: () => Key, query: (key: Key) => Promise<T>): Live<T>
export function useLive<Key, T>(
  sourceOrQuery: (() => Key) | (() => Promise<T>),
  keyedQuery?: (key: Key) => Promise<T>,
): Live<T> {
  if (!keyedQuery) return follow(() => undefined, sourceOrQuery as () => Promise<T>)
  return follow(sourceOrQuery as () => Key, keyedQuery)
}

function follow<Key, T>(source: () => Key, query: (key: Key) => Promise<T>): Live<T> {
  const value = shallowRef<T>()
  const fault = shallowRef<Fault>()
  const beginLooking = useBeginLooking()
  let endLooking: (() => void) | undefined
  let running: Subscription | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  const stop = () => {
    running?.unsubscribe()
    clearTimeout(again)
    endLooking?.()
  }
  const start = (key: Key) => {
    stop()
    endLooking = beginLooking()
    running = liveQuery(() => query(key)).subscribe({
      next: (found) => {
        value.value = found
        fault.value = undefined
        endLooking?.()
      },
      error: (error: unknown) => {
        reportTrouble(error)
        fault.value = { kind: 'busy', retryAfterMs: lookAgainMs }
        endLooking?.()
        again = setTimeout(() => {
          start(key)
        }, lookAgainMs)
      },
    })
  }

  watch(
    source,
    (key) => {
      value.value = undefined
      start(key)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return { value, fault }
}
