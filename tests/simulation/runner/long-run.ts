import { format } from 'prettier'
import { replaceSection } from '../../bench/report.ts'
import { FAULTS } from '../ports.ts'
import { simulationPage } from '../page.ts'
import type { Tally } from './tally.ts'

type Where = 'embedded' | 'postgres'

/** From so many seeds on, a run is one to be told of; on a real server each takes longer. */
const longRuns: Readonly<Record<Where, { seeds: number; section: string; title: string }>> = {
  embedded: { seeds: 10_000, section: 'long run', title: 'A long run' },
  postgres: { seeds: 1_000, section: 'long run together', title: 'A long run, two at once' },
}

/** Puts a long run into docs/simulation.md, in place of the former one; `how` is how it was started. */
export async function writeLongRun(how: string, where: Where, tally: Tally): Promise<void> {
  const { seeds: atLeast, section, title } = longRuns[where]
  if (tally.seeds < atLeast) return
  const { seeds, acts, judged, trips, failures, faults } = tally
  const number = (value: number) => value.toLocaleString('en')
  const lines = [
    `## ${title}`,
    '',
    `\`${how}\`: ${number(seeds)} seeds; ${number(acts)} acts kept by phones, ${number(judged)} judged by the town,`,
    `${number(trips)} trips. **${String(failures.length)} ended with a broken promise.** What befell them, and how often:`,
    '',
    '| fault | times |',
    '|---|---:|',
    ...FAULTS.filter((name) => faults.has(name)).map(
      (name) => `| ${inWords(name)} | ${number(faults.get(name) ?? 0)} |`,
    ),
    '',
    ...failures.map(({ seed, broken }) => `- Seed ${String(seed)}: ${broken.split('\n')[0] ?? ''}`),
  ]
  const markdown = await format(lines.join('\n'), { parser: 'markdown' })
  replaceSection(simulationPage, section, markdown, {})
}

/** `requestLost` as `request lost`. */
const inWords = (name: string): string =>
  name.replace(/[A-Z]|\d+/g, (part) => ` ${part.toLowerCase()}`)
