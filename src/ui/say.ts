import { readonly, shallowRef } from 'vue'

export interface Said {
  id: number
  text: string
  undo: (() => void) | undefined
  /** When it was said, in the page's own milliseconds. */
  at: number
  /** Whether the app should keep it among the notices: not when it comes from there. */
  keep: boolean
}

/** A message that can be undone stays longer than one that only informs. */
const shownMs = 8_000
const undoableMs = 12_000
/** What was said this shortly before the page turned is said to the next one: 「已记下」, and back to the list. */
const carriedMs = 3_000

const current = shallowRef<readonly Said[]>([])
let nextId = 1

/** What is being said on the screen just now, oldest first. */
export const sayings = readonly(current)

/** Tell the person what happened, for at least eight seconds; with `undo`, for twelve. */
export function say(text: string, undo?: () => void) {
  show({ text, undo, keep: true })
}

/** Say something that is among the notices already. */
export function sayKept(text: string) {
  show({ text, undo: undefined, keep: false })
}

function show(said: Omit<Said, 'id' | 'at'>) {
  const id = nextId++
  current.value = [...current.value, { id, at: performance.now(), ...said }]
  setTimeout(
    () => {
      unsay(id)
    },
    said.undo ? undoableMs : shownMs,
  )
}

export function unsay(id: number) {
  current.value = current.value.filter((said) => said.id !== id)
}

/** The page turned: what was said on it has been read, unless it can still be undone or was said in turning. */
export function turnPage() {
  const since = performance.now() - carriedMs
  current.value = current.value.filter(({ at, undo }) => undo !== undefined || at >= since)
}
