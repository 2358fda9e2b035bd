import { nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'
import { reportTrouble } from './trouble'
import { useBeginLooking } from './use-opening'
import { usePhone } from './use-phone'

const keepAfterMs = 400

export interface Drafted<T> {
  draft: Ref<T>
  /** Once sent or given up, it must not come back the next time the form opens. */
  forget: () => Promise<void>
}

/** A form that keeps itself on the phone while it is being filled, under a key of the screen's own choosing. */
export function useDraft<T extends object>(key: string, blank: T): Drafted<T> {
  const { db, clock } = usePhone()
  const draft = ref(blank) as Ref<T>
  const asBlank = JSON.parse(JSON.stringify(blank)) as T
  let timer: ReturnType<typeof setTimeout> | undefined
  let bringingBack = false
  let done = false

  async function keep() {
    timer = undefined
    if (!done)
      await db.drafts.put({ key, value: JSON.parse(JSON.stringify(draft.value)), savedAt: clock() })
  }
  const keepNow = () => {
    keep().catch(reportTrouble)
  }

  watch(
    draft,
    () => {
      if (bringingBack || done) return
      clearTimeout(timer)
      timer = setTimeout(keepNow, keepAfterMs)
    },
    { deep: true },
  )
  /** What was typed while the phone was still looking stays; the rest is as it was left. */
  async function bringBack() {
    const kept = await db.drafts.get(key)
    if (!kept || done) return
    const typed = Object.entries(draft.value).filter(
      ([field, value]) => !isSame(value, asBlank[field as keyof T]),
    )
    bringingBack = typed.length === 0
    draft.value = { ...asBlank, ...(kept.value as Partial<T>), ...Object.fromEntries(typed) }
    await nextTick()
    bringingBack = false
  }
  bringBack().catch(reportTrouble).finally(useBeginLooking()())

  onScopeDispose(() => {
    if (timer === undefined) return
    clearTimeout(timer)
    keepNow()
  })

  async function forget() {
    done = true
    clearTimeout(timer)
    timer = undefined
    await db.drafts.delete(key)
  }
  return { draft, forget }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
