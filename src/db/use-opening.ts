import {
  hasInjectionContext,
  inject,
  onMounted,
  onScopeDispose,
  provide,
  readonly,
  ref,
  watch,
} from 'vue'
import type { InjectionKey, Ref } from 'vue'

/** A part that is still being fetched, or a sum over a whole branch: nobody looks at an empty page for that. */
const patienceMs = 3_000

/** Tells the page that something it shows is being looked up; what it gives back, that it was found. */
type BeginLooking = () => () => void

const openingKey: InjectionKey<BeginLooking> = Symbol('opening')

/**
 * For whatever holds a page or a part of one: true until all that is looked up on this phone for what it holds, when
 * that opens, has been found once. Shown before, it would say what it must take back a moment later: nobody here, no
 * branch chosen, a name that is missing. What takes longer than three seconds is not waited for.
 */
export function useOpening(): Readonly<Ref<boolean>> {
  const isOpening = ref(true)
  const looking = ref(0)
  provide(openingKey, () => {
    if (!isOpening.value) return () => undefined
    looking.value += 1
    let isFound = false
    return () => {
      if (!isFound) looking.value -= 1
      isFound = true
    }
  })
  const openWhenFound = () => {
    if (looking.value === 0) isOpening.value = false
  }
  const patience = setTimeout(() => {
    isOpening.value = false
  }, patienceMs)
  onScopeDispose(() => {
    clearTimeout(patience)
  })
  onMounted(openWhenFound)
  // Once the page has drawn what was found: a part that is there only now may look up more.
  watch(looking, openWhenFound, { flush: 'post' })
  return readonly(isOpening)
}

/** For what looks something up: the page it is part of, if it is part of one. */
export const useBeginLooking = (): BeginLooking =>
  (hasInjectionContext() ? inject(openingKey, undefined) : undefined) ?? (() => () => undefined)
