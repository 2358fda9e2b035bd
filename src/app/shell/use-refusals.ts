import { watch, type Ref } from 'vue'
import type { Notice } from '@/db/phone-db'
import { sayKept } from '@/ui/say'

/** An act that the town has just refused is said at once; the notice itself stays unread until it is looked at. */
export function useRefusals(unread: Readonly<Ref<readonly Notice[] | undefined>>) {
  let toldTo: number | undefined
  watch(unread, (notices) => {
    if (!notices) return
    const now = notices.filter(({ kind }) => kind === 'refused')
    const newest = Math.max(0, ...now.map(({ id }) => id))
    const fresh = toldTo === undefined ? [] : now.filter(({ id }) => id > (toldTo ?? 0))
    toldTo = Math.max(toldTo ?? 0, newest)
    for (const { say } of fresh) sayKept(say)
  })
}
