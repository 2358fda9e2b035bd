import { inject, onScopeDispose } from 'vue'
import { routerKey } from 'vue-router'

/** While `isOpen`, the phone's back button closes what is open and stays on the page, as people expect of a dialog. */
export function useBackCloses(isOpen: () => boolean, close: () => void) {
  const router = inject(routerKey, undefined)
  if (!router) return
  const forget = router.beforeEach(() => {
    if (!isOpen()) return true
    close()
    return false
  })
  onScopeDispose(forget)
}
