import type { Router } from 'vue-router'
import { say } from '@/ui/say'

const triedKey = 'pioneer-fetched-anew-at'
const triedJustNowMs = 20_000

/**
 * A page whose part cannot be fetched: a newer version has taken its place, or there is no signal in a browser that
 * keeps nothing. The first is mended by loading anew, once; the second is said in words.
 */
export function mendMissingParts(router: Router) {
  router.onError((_error, to) => {
    if (!navigator.onLine) say('没有网，这一页还没有存到手机里。有网时打开一次，以后就都能看。')
    else if (triedJustNow()) say('这一页一时打不开，请过一会儿再试。')
    else {
      sessionStorage.setItem(triedKey, String(Date.now()))
      location.assign(to.fullPath)
    }
  })
}

const triedJustNow = () =>
  Date.now() - Number(sessionStorage.getItem(triedKey) ?? 0) < triedJustNowMs
