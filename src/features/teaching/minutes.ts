/** How fast a calm reader reads Chinese aloud or to themselves, after Word's own count of such texts. */
const charactersAMinute = 300

const marks = /!?\[([^\]]*)\]\([^)]*\)|[#*>`|_~-]/g

/** Minutes of study a text asks for: at least one, pictures and marks not counted. */
export function proposedMinutes(body: string): number {
  const read = body.replace(marks, '$1').replace(/\s/g, '')
  return Math.max(1, Math.round(read.length / charactersAMinute))
}
