import { FAULTS, type FaultName } from '../ports.ts'
import { STEPS, type Plan, type Step, type StepKind } from './plan.ts'

/** A plan as it is kept in a file: it stays the same story, whatever later becomes of how seeds are turned into plans. */
export interface WrittenPlan {
  readonly seed: number
  readonly members: readonly string[]
  /** Faults that are not named do not befall. */
  readonly odds: Readonly<Partial<Record<FaultName, number>>>
  /** `kind device luck`, one after the other. */
  readonly steps: string
  /** Nothing said: a story of study alone. */
  readonly branchLife?: true
}

export function planFrom({ seed, members, odds, steps, branchLife }: WrittenPlan): Plan {
  const all = Object.fromEntries(FAULTS.map((name) => [name, odds[name] ?? 0]))
  return {
    ...{ seed, members, branchLife: branchLife ?? false },
    odds: all as Record<FaultName, number>,
    steps: steps
      .trim()
      .split(/\s*,\s*/)
      .map(stepFrom),
  }
}

function stepFrom(written: string): Step {
  const [kind, device, luck] = written.split(' ')
  if (!isKind(kind)) throw new Error(`no such step: ${written}`)
  return { kind, device: Number(device), luck: Number(luck) }
}

const isKind = (word: string | undefined): word is StepKind =>
  (STEPS as readonly (string | undefined)[]).includes(word)
