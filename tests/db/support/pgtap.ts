import { readdir, readFile } from 'node:fs/promises'

const folder = new URL('../../../supabase/tests/', import.meta.url)

export const pgtapFiles = async (): Promise<string[]> =>
  (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()

/** psql's `\ir`, for engines that are not psql. */
export async function scriptOf(file: string): Promise<string> {
  const text = await readFile(new URL(file, folder), 'utf8')
  const parts = await Promise.all(
    text.split('\n').map(async (line) => {
      const included = /^\\ir (\S+)$/.exec(line)?.[1]
      return included === undefined ? line : await readFile(new URL(included, folder), 'utf8')
    }),
  )
  return parts.join('\n')
}

export interface TapResult {
  passed: string[]
  failed: string[]
  /** How many tests the file said it would run. */
  planned: number
}

/** Reads what pgTAP answered, row after row. */
export function readTap(rows: readonly Record<string, unknown>[]): TapResult {
  const lines = rows.flatMap((row) =>
    Object.values(row).flatMap((value) => (typeof value === 'string' ? value.split('\n') : [])),
  )
  const failed: string[] = []
  for (const line of lines) {
    if (line.startsWith('not ok')) failed.push(line)
    else if (line.startsWith('#') && failed.length > 0) failed.push(line)
  }
  return {
    passed: lines.filter((line) => line.startsWith('ok ')),
    failed,
    planned: Number(
      lines.map((line) => /^1\.\.(\d+)$/.exec(line)?.[1]).find(Boolean) ?? Number.NaN,
    ),
  }
}
