import { format } from 'prettier'
import { replaceSection } from '../../bench/report.ts'
import { simulationPage } from '../page.ts'
import type { Caught } from './run-broken.ts'

/** Puts the newest run over the broken versions into docs/simulation.md. */
export async function writeTable(all: readonly Caught[], seeds: number): Promise<void> {
  const found = all.filter(({ seed }) => seed !== null)
  const lines = [
    '## The suite bites',
    '',
    `Each line is a version of the phone or of the town that breaks one promise; it lives through the seeds 1, 2, 3, …, at most`,
    `${String(seeds)}, until one of them shows it. \`npm run simulate -- --broken\` does it again and writes this table:`,
    `${String(found.length)} of ${String(all.length)} caught. Those marked “sessions” need several of them, and a real PostgreSQL.`,
    '',
    '| | a version that … | caught by seed | what was seen first |',
    '|---|---|---:|---|',
    ...all.map(({ version, seed, broken }) => {
      const where = version.phone ? 'phone' : version.together ? 'sessions' : 'town'
      const by = seed === null ? `**not caught**` : String(seed)
      return `| ${where} | ${version.wrong} | ${by} | ${broken.replaceAll('|', '\\|')} |`
    }),
  ]
  const markdown = await format(lines.join('\n'), { parser: 'markdown' })
  replaceSection(simulationPage, 'broken', markdown, {})
}
