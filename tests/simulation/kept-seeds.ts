import type { Plan } from './world/plan.ts'

/** Stories that once ended badly, lived through first in every run. Each says what it showed. */
export const keptSeeds: readonly { readonly why: string; readonly plan: Plan }[] = []
