import { onScopeDispose, ref, type Ref } from 'vue'

const tickMs = 30_000

/** The present moment, looked at often enough that 上午9:30 turns into 昨天 by itself. */
export function useNow(clock: () => number): Readonly<Ref<number>> {
  const now = ref(clock())
  const timer = setInterval(() => {
    now.value = clock()
  }, tickMs)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return now
}
