import { onScopeDispose, type Ref } from 'vue'
import { permilleSeen, scrollFor } from './reading-place'

/** A place counts once eyes have rested there; flinging a page past does not. */
const restMs = 1_500

/** Watches how far down the text the reader has come, and finds the way back to a place. */
export function useReadingPlace(
  text: Readonly<Ref<HTMLElement | null>>,
  rested: (permille: number) => void,
) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    if (text.value) rested(permilleSeen(text.value.getBoundingClientRect(), window.innerHeight))
  }
  const moved = () => {
    clearTimeout(timer)
    timer = setTimeout(look, restMs)
  }

  /** Scrolls there, and lets whoever listens to the page go on from the same paragraph. */
  function goTo(permille: number) {
    const area = text.value
    if (!area) return
    const seen = window.innerHeight
    window.scrollTo({
      top: scrollFor(permille, area.getBoundingClientRect(), seen, window.scrollY),
    })
    focusNear(area, seen / 3)
  }

  window.addEventListener('scroll', moved, { passive: true })
  window.addEventListener('resize', moved)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('scroll', moved)
    window.removeEventListener('resize', moved)
  })
  return { goTo, textIsThere: moved }
}

function focusNear(area: HTMLElement, y: number) {
  const blocks = [...area.querySelectorAll<HTMLElement>('p, li, h2, h3, h4, blockquote, table')]
  const block = blocks.find((one) => one.getBoundingClientRect().bottom > y)
  if (!block) return
  block.tabIndex = -1
  block.focus({ preventScroll: true })
}
