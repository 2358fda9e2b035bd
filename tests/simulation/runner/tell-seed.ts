import { pathToFileURL } from 'node:url'
import type { OpenDevice } from '../ports.ts'
import { openHouse } from '../town/house.ts'
import type { Where } from '../town/database.ts'
import { stopPostgres } from '../town/postgres.ts'
import { planOf } from '../world/plan.ts'
import { runPlan } from '../world/run-seed.ts'
import { shrink } from '../world/shrink.ts'
import { bundlePhone } from './bundle.ts'

/** Tells one seed's story in this process, and a shorter one that ends as badly; true when it ended well. */
export async function tellSeed(
  seed: number,
  where: Where,
  say: (text: string) => void,
): Promise<boolean> {
  const phone = await bundlePhone()
  const { openDevice } = (await import(pathToFileURL(phone).href)) as { openDevice: OpenDevice }
  const stage = { house: await openHouse(where), openDevice }
  const plan = planOf(seed)
  const end = await runPlan(stage, plan, true)
  say(end.story.join('\n'))
  if (end.broken !== null) {
    const smallest = await shrink(stage, plan, end)
    const { story } = await runPlan(stage, smallest, true)
    say(`\nThe same, as short as it gets:\n${story.join('\n')}\nplan: ${JSON.stringify(smallest)}`)
  }
  say(end.broken ?? `seed ${String(seed)} keeps every promise`)
  await stage.house.close()
  await stopPostgres()
  return end.broken === null
}
