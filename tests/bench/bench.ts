import { spawnSync } from 'node:child_process'

/** The long measurements; without a name the budgets run, which are counts and hold on every machine. */
const long = ['sync', 'server', 'start', 'sheet', 'shift'] as const

const [name, ...rest] = process.argv.slice(2)

if (name === undefined) run('vitest', ['run', '--project', 'bench'])
else if (isLong(name)) run('node', [`tests/bench/${name}/run.ts`, ...rest])
else {
  console.error(`There is no measurement called ${name}. There are: ${long.join(', ')}.`)
  process.exitCode = 2
}

function isLong(word: string): word is (typeof long)[number] {
  return (long as readonly string[]).includes(word)
}

function run(command: string, args: readonly string[]): void {
  process.exitCode = spawnSync(command, args, { stdio: 'inherit' }).status ?? 1
}
