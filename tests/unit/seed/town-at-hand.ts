import { readPieces } from '../../../supabase/seed/library.ts'
import { makeTown, type Town } from '../../../supabase/seed/town.ts'
import type { Day } from '@/domain/day'
import type { TownSize } from '../../../supabase/seed/seed.ts'

export const today: Day = '2026-11-23'
export const small: TownSize = { branches: 8, members: 240 }
export const large: TownSize = { branches: 60, members: 3000 }

export const library = {
  pieces: await readPieces('materials'),
  notices: await readPieces('notices'),
}

export const townOf = (size: TownSize, day: Day = today): Town => makeTown(size, day, library)

/** The rows of one table, as plain values by column. */
export function rowsOf(town: Town, table: string): Record<string, unknown>[] {
  const found = town.tables.find(({ name }) => name === table)
  if (found === undefined) throw new Error(`the town writes no ${table}`)
  return found.rows.map((row) => ({ ...row }))
}

export const column = (town: Town, table: string, name: string): unknown[] =>
  rowsOf(town, table).map((row) => row[name])
