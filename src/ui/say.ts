import { readonly, ref } from 'vue'

export type Said = { id: number; text: string; undo: (() => void) | undefined }

/** A message that can be undone stays longer than one that only informs. */
const shownMs = 8_000
const undoableMs = 12_000

const current = ref<Said[]>([])
let nextId = 1

/** What is being said on the screen just now, oldest first. */
export const sayings = readonly(current)

/** Tell the person what happened, for at least eight seconds; with `undo`, for twelve. */
export function say(text: string, undo?: () => void) {
  const id = nextId++
  current.value.push({ id, text, undo })
  setTimeout(
    () => {
      unsay(id)
    },
    undo ? undoableMs : shownMs,
  )
}

export function unsay(id: number) {
  current.value = current.value.filter((said) => said.id !== id)
}
