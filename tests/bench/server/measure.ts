import { measured, type Measured, type Sample } from './lines.ts'
import { median } from '../median.ts'
import type { Scene } from './scene.ts'

export interface Figure {
  ms: number
  explicitMs: number
  bytes: number
  trips: number
}

/** For each thing asked, one figure for each size of the country, in the order of the sizes. */
export type Figures = { line: Measured; sizes: Figure[] }[]

/** Runs before the first that counts: a request finds its connection warm, as a pool keeps it. */
const warmUps = 6

/** Sizes and both ways of asking take turns, so that whatever else the machine does falls on all of them. */
export async function measure(scenes: readonly Scene[]): Promise<Figures> {
  const figures: Figures = []
  for (const line of measured) {
    const samples = scenes.map(() => ({ asked: [] as Sample[], explicit: [] as Sample[] }))
    for (let run = -warmUps; run < line.runs; run++) {
      for (const [nth, scene] of scenes.entries()) {
        const asked = await line.ask(scene)
        const explicit = await line.askExplicitly(scene)
        if (run < 0) continue
        samples[nth]?.asked.push(asked)
        samples[nth]?.explicit.push(explicit)
      }
    }
    const sizes = samples.map(({ asked, explicit }) => ({
      ms: median(asked.map(({ ms }) => ms)),
      explicitMs: median(explicit.map(({ ms }) => ms)),
      bytes: asked[0]?.bytes ?? 0,
      trips: asked[0]?.trips ?? 0,
    }))
    figures.push({ line, sizes })
    console.log(
      line.name,
      sizes
        .map(({ ms, explicitMs }) => `${ms.toFixed(2)} (${explicitMs.toFixed(2)}) ms`)
        .join(' · '),
    )
  }
  return figures
}
