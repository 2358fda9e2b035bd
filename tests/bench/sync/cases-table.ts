import { cases } from './cases.ts'
import { contenders } from './options.ts'
import type { CaseResult } from './results.ts'

/** Who comes through which case, and what was seen where somebody did not. */
export function casesTable(results: readonly CaseResult[]): string {
  const engines = Object.keys(contenders).filter((name) =>
    results.some(({ engine }) => engine === name),
  )
  const cell = (engine: string, name: string) => {
    const found = results.find((one) => one.engine === engine && one.case === name)
    return found === undefined ? '–' : found.passed ? 'passes' : 'fails'
  }
  const failures = results.filter(({ passed }) => !passed)
  return [
    '### Seven cases that break sync engines',
    '',
    `| | ${cases.map(({ name }) => name).join(' | ')} |`,
    `|---|${cases.map(() => '---').join('|')}|`,
    ...engines.map(
      (engine) =>
        `| ${contenders[engine]?.says ?? engine} | ${cases.map(({ name }) => cell(engine, name)).join(' | ')} |`,
    ),
    '',
    ...cases.map(({ name, says }) => `- **${name}**: ${says}.`),
    ...(failures.length > 0 ? ['', 'What was seen:', ''] : []),
    ...failures.map(
      ({ engine, saw, ...one }) => `- ${contenders[engine]?.says ?? engine}, ${one.case}: ${saw}.`,
    ),
  ].join('\n')
}
