import { defineComponent, h, shallowRef, type Component } from 'vue'
import { useBeginLooking } from './use-opening'

/**
 * A part of a page that is fetched when the page opens; the page waits for it as for what it looks up, and does without
 * it when it cannot be had.
 */
export const lateCard = (load: () => Promise<{ default: Component }>): Component =>
  defineComponent({
    setup() {
      const card = shallowRef<Component>()
      const endLooking = useBeginLooking()()
      load()
        .then(
          (part) => {
            card.value = part.default
          },
          // No signal, on a phone that has not the whole app yet: nothing is wrong with the phone.
          () => undefined,
        )
        .finally(endLooking)
      return () => card.value && h(card.value)
    },
  })
