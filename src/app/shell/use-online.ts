import { onScopeDispose, ref, type Ref } from 'vue'

/** What the browser believes about the network; only for words, never to decide whether to try. */
export function useOnline(): Readonly<Ref<boolean>> {
  const online = ref(navigator.onLine)
  const look = () => {
    online.value = navigator.onLine
  }
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  onScopeDispose(() => {
    window.removeEventListener('online', look)
    window.removeEventListener('offline', look)
  })
  return online
}
