const canTakeFocus =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** Keep the keyboard inside `root` until released; then hand focus back to whatever had it before. */
export function trapFocus(root: HTMLElement): () => void {
  const before = document.activeElement
  const inside = () => [...root.querySelectorAll<HTMLElement>(canTakeFocus)]

  function turnAround(event: KeyboardEvent) {
    if (event.key !== 'Tab') return
    const stops = inside()
    const first = stops[0]
    const last = stops[stops.length - 1]
    const now = document.activeElement
    const outside = !(now instanceof Node) || !root.contains(now)
    if (!first || !last) event.preventDefault()
    else if (event.shiftKey && (now === first || now === root || outside)) {
      event.preventDefault()
      last.focus()
    } else if (!event.shiftKey && (now === last || outside)) {
      event.preventDefault()
      first.focus()
    }
  }

  document.addEventListener('keydown', turnAround, true)
  root.focus()
  return () => {
    document.removeEventListener('keydown', turnAround, true)
    if (before instanceof HTMLElement && before.isConnected) before.focus()
  }
}
