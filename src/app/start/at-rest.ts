import { readonly, ref, type Ref } from 'vue'

const restMaxMs = 1_500
/** Where the browser cannot tell: about what an old phone needs to draw its first rows. */
const guessMs = 500

const rested = ref(false)
let coming: Promise<void> | undefined

/**
 * The first screen takes its rows out of the store in many small steps. What can wait until they stand waits: on one
 * slow processor, anything else would only push them away from the person. Once it has come, nothing waits again.
 */
export function atRest(): Promise<void> {
  return (coming ??= untilIdle().then(() => {
    rested.value = true
  }))
}

export function useAtRest(): Readonly<Ref<boolean>> {
  void atRest()
  return readonly(rested)
}

const untilIdle = () =>
  new Promise<void>((resume) => {
    const go = () => {
      resume()
    }
    if ('requestIdleCallback' in window) requestIdleCallback(go, { timeout: restMaxMs })
    else setTimeout(go, guessMs)
  })
