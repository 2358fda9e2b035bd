import { parseArgs } from 'node:util'
import { copyOf } from '../db/support/village.ts'
import { brokenBooks } from './broken.ts'
import { liveThrough, openBooks, type LivedThrough } from './live.ts'

/**
 * `npm run ledger -- --histories 10000` lives through many histories of points and the shop; `--seed N` begins with
 * another. `--broken` lives through them with versions that each break one promise, to see that they are noticed.
 */
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    broken: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)
const runs = Number(values.histories)
const seed = Number(values.seed)
/** So many histories share a seed, so that one that fails is soon found again. */
const together = 500

const books = await openBooks()
process.exitCode = (values.broken ? await breakAll() : await liveLong()) ? 0 : 1
await books.close()

async function liveLong(): Promise<boolean> {
  const codes = new Map<string, number>()
  let [histories, events] = [0, 0]
  const started = Date.now()
  for (let nth = 0; histories < runs; nth += 1) {
    const lived = await liveThrough(books, {
      seed: seed + nth,
      runs: Math.min(together, runs - histories),
    })
    histories += lived.histories
    events += lived.events
    for (const [code, times] of lived.codes) codes.set(code, (codes.get(code) ?? 0) + times)
    if (lived.wrong) return tellWrong(lived)
    say(`${String(histories)} histories, ${String(events)} events`)
  }
  const seconds = Math.round((Date.now() - started) / 1000)
  for (const [code, times] of [...codes].sort(([one], [other]) => (one < other ? -1 : 1)))
    say(`${code.padEnd(48)}${String(times).padStart(8)}`)
  say(
    `${String(histories)} histories, ${String(events)} events, ${String(seconds)} s: the books hold.`,
  )
  return true
}

function tellWrong({ wrong }: LivedThrough): false {
  say(JSON.stringify(wrong?.history, null, 2))
  say(`seed ${String(wrong?.seed)}: ${wrong?.faults.join('; ') ?? ''}`)
  return false
}

async function breakAll(): Promise<boolean> {
  let all = true
  for (const { wrong, sql } of brokenBooks.filter((one) => one.wrong.includes(values.only))) {
    const town = await copyOf(books)
    await town.exec(sql)
    const lived = await liveThrough(town, { seed, runs })
    await town.close()
    all &&= lived.wrong !== undefined
    say(
      `| ${wrong} | ${lived.wrong ? `${String(lived.wrong.after)}: ${lived.wrong.faults.join('; ')}` : `NOT NOTICED in ${String(lived.histories)}`} |`,
    )
  }
  return all
}
