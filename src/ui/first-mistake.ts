/** Room that the foot of the screen takes. */
const footHigh = 200

/**
 * After a form was pressed: should it have marked a mistake out of sight, the page goes there and the finger can type. Looks
 * after the next drawing, when the words stand beside their field.
 */
export function goToMistake() {
  requestAnimationFrame(() => {
    const words = document.querySelector('#page .field-words .error')
    if (!words) return
    const { top, bottom } = words.getBoundingClientRect()
    if (top >= 0 && bottom <= innerHeight - footHigh) return
    words.scrollIntoView({ block: 'center' })
    document
      .querySelector<HTMLElement>('#page [aria-invalid="true"]')
      ?.focus({ preventScroll: true })
  })
}
