import { readonly, shallowRef } from 'vue'

export interface Said {
  id: number
  text: string
  undo: (() => void) | undefined
  /** Whether the app should keep it among the notices: not when it comes from there. */
  keep: boolean
}

/** A message that can be undone stays longer than one that only informs. */
const shownMs = 8_000
const undoableMs = 12_000

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

function show(said: Omit<Said, 'id'>) {
  const id = nextId++
  current.value = [...current.value, { id, ...said }]
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
