import { readFileSync } from 'node:fs'
import type { Patch } from '../runner/bundle.ts'

/** A phone or a town in which one promise is broken. If it goes unnoticed, the green run proves nothing. */
export interface BrokenVersion {
  /** What it gets wrong, in one sentence. */
  readonly wrong: string
  readonly town?: string
  readonly phone?: readonly Patch[]
  /** Only several sessions can show it: it is tried on a real PostgreSQL. */
  readonly together?: true
}

/** Told before anything is run: a break that no longer fits its file would break nothing. From the project's own folder. */
export function fits({ file, from }: Patch): boolean {
  return readFileSync(file, 'utf8').includes(from)
}
