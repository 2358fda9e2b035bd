/** How much there is, counted so that one branch secretary sees about the wished number of rows. */
export interface Size {
  lessons: number
  bodyBytes: number
  /** In each branch. */
  members: number
  /** Other branches around the secretary's own. */
  branches: number
  homeLessons: number
}

/** The secretary's own shelf must hold enough lessons for the acts made offline. */
const fewestLessons = 80

export function sizeFor(rows: number): Size {
  const part = rows / 10_000
  return {
    lessons: Math.max(fewestLessons, Math.round(200 * part)),
    bodyBytes: 8192,
    members: Math.max(6, Math.round(60 * part)),
    branches: 60,
    homeLessons: Math.round(500 * part),
  }
}

/** How many lessons of ten each member has begun. */
export const begunOfTen = 7
/** The first lessons: the secretary has begun all of them and finished none. */
export const secretaryBegins = 60
export const actsOffline = 50
export const changedRows = 20
