import { cpus } from 'node:os'
import type { Country } from './fill.ts'
import { hostedSettings } from './hosted.ts'
import type { Figures } from './measure.ts'
import type { PlanReport } from './plans.ts'
import type { Throughput } from './throughput.ts'

export interface Results {
  countries: readonly Country[]
  figures: Figures
  plans: readonly PlanReport[]
  throughputs: readonly Throughput[]
}

const mostGrowth = 1.3
const mostGuarding = 1.5

/** The whole part of docs/benchmarks.md, from one run. */
export function sectionOf({ countries, figures, plans, throughputs }: Results): string {
  return [
    '## The server, as the country grows',
    countryWords(countries),
    figureTable(countries, figures),
    aimWords(figures, plans),
    throughputWords(throughputs),
  ].join('\n\n')
}

function countryWords(countries: readonly Country[]): string {
  const sizes = countries.map(
    ({ towns, members, rows, gigabytes, fillSeconds }) =>
      `| ${count(towns)} | ${count(members)} | ${count(rows)} | ${gigabytes.toFixed(2)} GB | ${fillSeconds.toFixed(0)} s |`,
  )
  const settings = Object.entries(hostedSettings)
    .filter(([name]) => !name.includes('pg_stat'))
    .map(([name, value]) => `${name} ${value}`)
  return `Towns that are all alike: 4 areas of 4 branches of 60 members, 8 of a branch helped by a helper; each member with a card, a
record, an account, 1.1 categories, progress in 10 pieces and 6 commands in the log; each town with 40 pieces, each
given once, each branch with 3 pieces and 5 assignments of its own, 2,000 characters a piece. Progress lies scattered
in time, as it comes in. Settings like the smallest hosted project: ${settings.join(', ')}.

| towns | members | rows | on disk | filled in |
|---|---|---|---|---|
${sizes.join('\n')}`
}

function figureTable(countries: readonly Country[], figures: Figures): string {
  const heads = countries.map(({ members }) => `${count(members)} members`)
  const rows = figures.map(({ line, sizes }) => {
    const last = sizes.at(-1)
    const cells = sizes.map(({ ms, explicitMs }) => `${short(ms)} ms (${short(explicitMs)})`)
    const about = `${short((last?.bytes ?? 0) / 1000)} KB${line.kind === 'trip' ? `, ${String(last?.trips)} ×` : ''}`
    return `| ${line.name} | ${about} | ${cells.join(' | ')} | ${grownBy(sizes).toFixed(2)} | ${overExplicit(sizes).toFixed(2)} |`
  })
  return `Medians; sizes and both ways of asking take turns on warm connections. Time is the server's own, from before the
question until its answer is text. In brackets: the same rows asked by a superuser with the condition written out and
every id already known; for a trip this is one select per table, without judging, paging, removals or rights.

| what | answer | ${heads.join(' | ')} | largest ÷ smallest | ÷ explicit |
|---|---|${heads.map(() => '---|').join('')}---|---|
${rows.join('\n')}`
}

function aimWords(figures: Figures, plans: readonly PlanReport[]): string {
  const trips = figures.filter(({ line }) => line.aim === 'growth')
  const reads = figures.filter(({ line }) => line.aim === 'guarding')
  const growth = Math.max(...trips.map(({ sizes }) => grownBy(sizes)))
  const guarding = Math.max(...reads.map(({ sizes }) => overExplicit(sizes)))
  const statements = plans.reduce((sum, plan) => sum + plan.statements, 0)
  const walks = plans.flatMap((plan) => plan.walks)
  const small = figures.find(({ line }) => line.kind === 'read' && line.aim === 'none')
  const worst = plans.map((plan) => plan.worstFilter).toSorted((a, b) => b.rows - a.rows)[0]
  return `- The phone's sync does not grow with the country: at most ${growth.toFixed(2)} × from the smallest to the largest (aim ≤ ${String(mostGrowth)}): ${verdict(growth <= mostGrowth)}.
- Row-level security on the widest reads of a secretary and a town costs at most ${guarding.toFixed(2)} × the explicit question (aim ≤ ${String(mostGuarding)}): ${verdict(guarding <= mostGuarding)}.
- A member's own rows, asked table by table, cost ${(small ? overExplicit(small.sizes) : 0).toFixed(2)} × the explicit questions, which is past that aim: thirteen small questions, each of which plans its policy and finds out who is asking. It is a fixed cost, the same in each size.
- No plan walks through a big table: ${count(statements)} plans read with auto_explain, nested ones too; sequential scans of tables over 10,000 rows: ${String(walks.length)}${walks.length > 0 ? ` (${[...new Set(walks.map(({ line, table }) => `${table} in “${line}”`))].join('; ')})` : ''}. Most rows of such a table that one step of a plan read in vain: ${worst && worst.rows > 0 ? `${count(worst.rows)} of ${worst.table}, in “${worst.line}”` : 'none'}.`
}

function throughputWords(throughputs: readonly Throughput[]): string {
  const rows = throughputs.map(
    ({ country, commits, perSecond, medianMs, p95Ms, refused, watched }) =>
      `| ${count(country.members)} | ${commits} | ${count(perSecond)} | ${short(medianMs)} ms | ${short(p95Ms)} ms | ${String(refused)} | ${watched.serverCores.toFixed(2)} + ${watched.ownCores.toFixed(2)} | ${waitWords(watched.waits)} |`,
  )
  const statements = (throughputs.at(-1)?.watched.statements ?? [])
    .slice(1)
    .map(
      ({ share, calls, meanMs, text }) =>
        `| ${(share * 100).toFixed(0)} % | ${count(calls)} | ${meanMs.toFixed(2)} ms | \`${text.replaceAll('|', '\\|').replaceAll('`', '')}\` |`,
    )
  return `### Throughput

32 connections, each trip with one act (\`record_reading\`) and the answer to it, members taking turns, 10 seconds. The
clients run on the same cores.

| members | synchronous_commit | trips a second | median | 95th of 100 | refused | cores busy: server + clients | seen waiting for |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

Where the last of these spent its time, what a statement calls included:

| share | calls | mean | statement |
|---|---|---|---|
${statements.join('\n')}

${limitWords(throughputs)}`
}

/** What holds a trip with an act back, as far as these figures can tell. */
function limitWords(throughputs: readonly Throughput[]): string {
  const kept = throughputs.findLast(({ commits }) => commits === 'on')
  const loose = throughputs.findLast(({ commits }) => commits === 'off')
  if (!kept || !loose) return ''
  const processor = (kept.watched.serverCores * 1000) / kept.perSecond
  const busy = kept.watched.serverCores + kept.watched.ownCores
  const [first] = Object.entries(kept.watched.waits)
  return `A trip with an act takes ${short(processor)} ms of the server's processor time; ${busy.toFixed(1)} of ${String(cpus().length)} cores were busy, and what connections
at work were seen doing most was ${first?.[0] ?? 'nothing'} (${(first?.[1] ?? 0).toFixed(0)} %). Not waiting for the disk at each commit makes it ${(loose.perSecond / kept.perSecond).toFixed(2)} ×
as many: that much is the log's, the rest the processor's.

Next ideas: page questions kept prepared per table instead of planned at each trip; ids of acts that grow with time
(uuid v7), so that the log of commands is looked up and written where it is warm.`
}

const waitWords = (waits: Readonly<Record<string, number>>): string =>
  Object.entries(waits)
    .map(([wait, share]) => `${wait} ${share.toFixed(0)} %`)
    .join(', ')

type Sizes = Figures[number]['sizes']

const grownBy = (sizes: Sizes): number => (sizes.at(-1)?.ms ?? 0) / (sizes[0]?.ms ?? 1)
const overExplicit = (sizes: Sizes): number =>
  Math.max(...sizes.map(({ ms, explicitMs }) => ms / explicitMs))

const verdict = (met: boolean): string => (met ? '**met**' : '**missed**')
const count = (n: number): string => Math.round(n).toLocaleString('en')
const short = (n: number): string => n.toFixed(n < 10 ? 2 : n < 100 ? 1 : 0)
