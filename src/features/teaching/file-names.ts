/** Longest name of a file; the table checks the same number. */
const nameLengthMax = 80

/** A name that no other file of this text has: 图1.jpg, then 图1-2.jpg. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const { stem, ending } = partsOf(plainName(wanted))
  for (let turn = 1; ; turn += 1) {
    const name = `${stem}${turn === 1 ? '' : `-${String(turn)}`}${ending}`
    if (!taken.includes(name)) return name
  }
}

/** Without what would end a mark in the text or mean a folder. */
function plainName(name: string): string {
  const { stem, ending } = partsOf(
    name.replace(/[\s\\/()[\]<>"'`%?#:|*!]+/g, '-').replace(/^-+|-+$/g, ''),
  )
  return `${stem.slice(0, nameLengthMax - ending.length - 4) || '文件'}${ending}`
}

function partsOf(name: string): { stem: string; ending: string } {
  const at = name.lastIndexOf('.')
  return at > 0
    ? { stem: name.slice(0, at), ending: name.slice(at).toLowerCase() }
    : { stem: name, ending: '' }
}
