import { pathToFileURL } from 'node:url'
import type { OpenDevice } from '../ports.ts'
import type { Where } from '../town/database.ts'
import { openHouse } from '../town/house.ts'
import { stopPostgres } from '../town/postgres.ts'
import { planOf } from '../world/plan.ts'
import { runPlan, type SeedEnd } from '../world/run-seed.ts'

/** One broken version to live with, from the parent. */
export interface Trial {
  readonly n: number
  /** The phone's half, made ready. */
  readonly phone: string
  readonly town: string
  readonly where: Where
  readonly seeds: number
}

export interface Verdict {
  readonly n: number
  /** The first seed that ended badly; null when none did. */
  readonly end: Pick<SeedEnd, 'seed' | 'broken'> | null
}

/** Opening a database costs more than many seeds: those versions whose town is whole share one. */
let sound: ReturnType<typeof openHouse> | undefined

async function tryOut({ n, phone, town, where, seeds }: Trial): Promise<Verdict> {
  const { openDevice } = (await import(pathToFileURL(phone).href)) as { openDevice: OpenDevice }
  const house = town === '' ? await (sound ??= openHouse('embedded')) : await openHouse(where, town)
  try {
    for (let seed = 1; seed <= seeds; seed++) {
      const { broken } = await runPlan({ house, openDevice }, planOf(seed))
      if (broken !== null) return { n, end: { seed, broken } }
    }
    return { n, end: null }
  } finally {
    if (town !== '') await house.close()
  }
}

process.on('message', (trial: Trial) => {
  void tryOut(trial).then((verdict) => process.send?.(verdict))
})
// Whoever gave out the work is gone, or has none left.
process.on('disconnect', () => {
  void stopPostgres().then(() => process.exit(0))
})
process.send?.(null)
