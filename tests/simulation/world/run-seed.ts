import type { FaultName, OpenDevice } from '../ports.ts'
import type { House } from '../town/house.ts'
import { Broken, checkAtRest, checkUnderway } from '../oracle/oracle.ts'
import { happen, prepare } from './happen.ts'
import type { Plan } from './plan.ts'
import { World } from './world.ts'

export interface SeedEnd {
  readonly seed: number
  /** The first broken promise; null when all were kept. */
  readonly broken: string | null
  readonly story: readonly string[]
  readonly acts: number
  readonly judged: number
  readonly trips: number
  readonly faults: Readonly<Partial<Record<FaultName, number>>>
}

export interface Stage {
  readonly house: House
  readonly openDevice: OpenDevice
}

/** Lives through one plan from the same beginning as every other, and a last rest. */
export async function runPlan(stage: Stage, plan: Plan, tells = false): Promise<SeedEnd> {
  await stage.house.reset()
  const world = new World(stage.house, plan, tells)
  let broken: string | null = null
  try {
    await world.open(plan, stage.openDevice)
    await prepare(world, plan.steps)
    for (const [n, step] of plan.steps.entries()) {
      world.begin(step)
      await world.town.open.moveOn()
      world.tell(() => `${String(n).padStart(2)} ${step.kind}`)
      await happen(world, step)
      for (const held of world.held) await checkUnderway(world, held)
    }
    await checkAtRest(world)
  } catch (error) {
    if (error instanceof Broken) broken = error.message
    else broken = `something threw: ${error instanceof Error ? String(error.stack) : String(error)}`
    world.tell(() => `!! ${broken ?? ''}`)
  } finally {
    await world.town.open.dropAll()
    await world.end()
  }
  const { seed } = plan
  const { acts, story } = world
  const faults = Object.fromEntries(world.counts)
  return { seed, broken, story, acts, judged: world.diary.length, trips: world.town.trips, faults }
}
