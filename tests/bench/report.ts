import { readFileSync, writeFileSync, existsSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

const benchmarks = {
  file: 'benchmarks.md',
  opening: `# Benchmarks

Made by \`npm run bench -- NAME\`; each measurement replaces its own part.
Absolute times belong to the machine they were taken on; compare the ratios.
`,
}

/** Puts the newest results of one measurement into docs/benchmarks.md, in place of its former ones. */
export function writeSection(
  name: string,
  markdown: string,
  versions: Readonly<Record<string, string>>,
): void {
  replaceSection(benchmarks, name, markdown, versions)
}

/** The same for any page of docs; a new one begins with its opening. */
export function replaceSection(
  { file, opening }: { file: string; opening: string },
  name: string,
  markdown: string,
  versions: Readonly<Record<string, string>>,
): void {
  const page = fileURLToPath(new URL(`../../docs/${file}`, import.meta.url))
  const begin = `<!-- ${name}: begin -->`
  const end = `<!-- ${name}: end -->`
  const section = [begin, '', markdown.trim(), '', machine(versions), end].join('\n')
  const before = existsSync(page) ? readFileSync(page, 'utf8') : opening
  const [head, tail] = split(before, begin, end)
  writeFileSync(page, `${head.trimEnd()}\n\n${section}\n${tail}`)
}

function split(text: string, begin: string, end: string): [string, string] {
  const from = text.indexOf(begin)
  if (from < 0) return [text, '']
  return [text.slice(0, from), text.slice(text.indexOf(end) + end.length + 1)]
}

function machine(versions: Readonly<Record<string, string>>): string {
  const [cpu] = cpus()
  const size = `${String(cpus().length)} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`
  const day = new Date().toISOString().slice(0, 10)
  const used = Object.entries({ node: process.versions.node, ...versions })
  return `_${day}; ${size}; ${used.map(([what, version]) => `${what} ${version}`).join(', ')}._`
}
