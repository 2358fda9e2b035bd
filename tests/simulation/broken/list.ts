import { phonesGate } from './phones-gate.ts'
import { phonesSending } from './phones-sending.ts'
import { phonesTaking } from './phones-taking.ts'
import { townsJudging, townsReading, townsServing } from './towns.ts'
import { townsTogether } from './towns-together.ts'
import { fits, type BrokenVersion } from './version.ts'

/** Each is a mistake that someone could make in one place. */
export const brokenVersions: readonly BrokenVersion[] = [
  ...phonesSending,
  ...phonesTaking,
  ...phonesGate,
  ...townsReading,
  ...townsJudging,
  ...townsServing,
  ...townsTogether,
]

export function mustFit(versions: readonly BrokenVersion[]): void {
  for (const { wrong, phone = [] } of versions)
    for (const patch of phone)
      if (!fits(patch)) throw new Error(`nothing to break in ${patch.file} any more: ${wrong}`)
}
