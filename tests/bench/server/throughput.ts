import { membersPerTown, type Country } from './fill.ts'
import { openLine, type Line } from './line.ts'
import { median } from '../median.ts'
import { idOf, userOf } from './people.ts'
import { watchServer, type Watched } from './watch.ts'

const clients = 32
const membersPerClient = 8
const seconds = 10

export interface Throughput {
  country: Country
  commits: 'on' | 'off'
  perSecond: number
  medianMs: number
  p95Ms: number
  refused: number
  watched: Watched
}

/** 32 phones at once, each trip with one act in it; each client speaks for several members in turn. */
export async function throughputOf(
  url: string,
  country: Country,
  commits: 'on' | 'off',
): Promise<Throughput> {
  const phones = await Promise.all(
    Array.from({ length: clients }, (_, nth) => openClient(url, country, nth, commits)),
  )
  const times: number[] = []
  let refused = 0
  const watching = await watchServer(url, country.database)
  const until = performance.now() + seconds * 1000
  await Promise.all(
    phones.map(async (phone) => {
      for (let nth = 0; performance.now() < until; nth++) {
        const began = performance.now()
        if (!(await phone.tell(nth))) refused += 1
        times.push(performance.now() - began)
      }
    }),
  )
  const watched = await watching.stop()
  await Promise.all(phones.map((phone) => phone.close()))
  const sorted = times.toSorted((a, b) => a - b)
  return {
    country,
    commits,
    perSecond: times.length / seconds,
    medianMs: median(times),
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    refused,
    watched,
  }
}

interface Client {
  /** The nth act; false when it was not agreed to. */
  tell(nth: number): Promise<boolean>
  close(): Promise<void>
}

interface Said {
  cursor: string
  epoch: string
  more: boolean
  verdicts: { ok: boolean }[]
}

async function openClient(
  url: string,
  { database, members }: Country,
  client: number,
  commits: string,
): Promise<Client> {
  const db = openLine(url, database)
  await db.exec(`set synchronous_commit = ${commits}`)
  const people = Array.from({ length: membersPerClient }, (_, nth) => ({
    member: ((client * membersPerClient + nth) * 7) % members,
    cursor: null as string | null,
    epoch: null as string | null,
  }))
  const tell = async (person: (typeof people)[number], commands: unknown[]): Promise<Said> => {
    const said = await sayOnce(db, userOf(person.member + 1), {
      ...{ v: 1, cursor: person.cursor, epoch: person.epoch },
      commands,
    })
    person.cursor = said.cursor
    person.epoch = said.epoch
    return said
  }
  for (const person of people) for (let more = true; more;) more = (await tell(person, [])).more
  return {
    async tell(nth) {
      const person = people[nth % membersPerClient]
      if (!person) return false
      const { verdicts } = await tell(person, [readingOf(person.member, nth)])
      return verdicts.every(({ ok }) => ok)
    },
    close: () => db.close(),
  }
}

/** One request as PostgREST would make it: a transaction of its own. */
async function sayOnce(db: Line, user: string, request: object) {
  const [row] = await db.query<{ answer: Said }>(
    'select answer from bench.trip($1, $2::text::jsonb)',
    [user, JSON.stringify(request)],
  )
  if (row?.answer.cursor === undefined) throw new Error('sync refused')
  return row.answer
}

/** Further and further through the pieces that the member's town gives to all. */
function readingOf(member: number, nth: number) {
  const town = Math.floor(member / membersPerTown) + 1
  const round = Math.floor(nth / membersPerClient)
  return {
    id: crypto.randomUUID(),
    name: 'record_reading',
    made_at: Date.now(),
    args: {
      material_id: idOf('town piece', town * 100 + 1 + (round % 20)),
      reached_permille: Math.min(1000, 10 + Math.floor(round / 20)),
      heard_seconds: round,
    },
  }
}
