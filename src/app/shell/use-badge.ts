import { onScopeDispose, watch } from 'vue'

interface WithBadge {
  setAppBadge(count: number): Promise<void>
}

const hasBadge = (phone: object): phone is WithBadge => 'setAppBadge' in phone

/** The number on the icon of the home screen, where the phone has one: notices not yet read, nothing to lure with. */
export function useBadge(count: () => number | undefined, phone: object = navigator) {
  if (!hasBadge(phone)) return
  const show = (number: number) => {
    // A phone may have badges and forbid them; the dot on the tab says the same.
    phone.setAppBadge(number).catch(() => undefined)
  }
  watch(
    count,
    (number) => {
      if (number !== undefined) show(number)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    show(0)
  })
}
