import { FAULTS } from '../ports.ts'
import type { Plan } from './plan.ts'
import { runPlan, type SeedEnd, type Stage } from './run-seed.ts'

/** The same mistake has other ids and numbers in another run. */
const kindOf = (broken: string): string =>
  broken
    .split('\n')[0]
    ?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#')
    .replace(/\d+/g, 'N') ?? ''

/** Leaves out steps, then faults, as long as the same promise is still broken; answers the smallest plan found. */
export async function shrink(
  stage: Stage,
  plan: Plan,
  end: SeedEnd,
  withinMs = 60_000,
): Promise<Plan> {
  const wanted = kindOf(end.broken ?? '')
  const until = performance.now() + withinMs
  const stillBroken = async (smaller: Plan) =>
    performance.now() < until && kindOf((await runPlan(stage, smaller)).broken ?? '') === wanted
  let best = plan
  for (let size = Math.ceil(plan.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.steps.length;) {
      const smaller = { ...best, steps: best.steps.toSpliced(at, size) }
      if (await stillBroken(smaller)) best = smaller
      else at += size
    }
  }
  for (const name of FAULTS) {
    if (best.odds[name] === 0) continue
    const smaller = { ...best, odds: { ...best.odds, [name]: 0 } }
    if (await stillBroken(smaller)) best = smaller
  }
  return best
}
