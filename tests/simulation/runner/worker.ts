import { pathToFileURL } from 'node:url'
import type { OpenDevice } from '../ports.ts'
import { openHouse } from '../town/house.ts'
import { stopPostgres } from '../town/postgres.ts'
import { planOf, type Plan } from '../world/plan.ts'
import { runPlan, type Stage } from '../world/run-seed.ts'
import { shrink } from '../world/shrink.ts'
import type { Report, Task, Work } from './messages.ts'

/** One process of several: it has a database and a phone's engine of its own, and is told which seeds to live through. */
const task = JSON.parse(process.argv[2] ?? '{}') as Task
const report = (message: Report) => process.send?.(message)

const { openDevice } = (await import(pathToFileURL(task.phone).href)) as { openDevice: OpenDevice }
const stage: Stage = { house: await openHouse(task.where, task.breakTown), openDevice }
let explains = task.explains

async function live(plan: Plan): Promise<void> {
  const { story: _, ...end } = await runPlan(stage, plan)
  report({ kind: 'lived', end })
  if (end.broken === null) return
  const { seed, broken } = end
  explains -= 1
  if (explains < 0) {
    report({ kind: 'failed', failure: { seed, broken, story: [], plan: null } })
    return
  }
  const smallest = await shrink(stage, plan, { ...end, story: [] })
  const { story } = await runPlan(stage, smallest, true)
  report({ kind: 'failed', failure: { seed, broken, story, plan: smallest } })
}

// Whoever gave out the work is gone.
process.on('disconnect', () => process.exit(1))
process.on('message', (work: Work) => {
  void (async () => {
    for (const each of work) await live(typeof each === 'number' ? planOf(each) : each)
    if (work.length === 0) {
      await stage.house.close()
      await stopPostgres()
      process.exit(0)
    }
    report({ kind: 'ready' })
  })()
})
report({ kind: 'ready' })
