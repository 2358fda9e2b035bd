import { openCrowd, type CrowdPhone } from '../../db/support/crowd.ts'
import { everyoneSignsUp, expectSevenIn, planShift } from '../../db/support/last-places.ts'
import { median } from '../median.ts'

const many = 50
const rounds = 7

interface Spread {
  medianMs: number
  /** Of the last to be answered. */
  lastMs: number
}

export interface CrowdFigures {
  /** One phone by itself: a trip without acts, and a sign-up. */
  aloneEmptyMs: number
  aloneMs: number
  /** Fifty at the same moment: trips without acts, sign-ups, and sign-ups where four lines of five break. */
  empty: Spread
  signUps: Spread
  broken: Spread & { tries: number }
  /** Of one answer to a sign-up, unpacked. */
  bytes: number
  postgresql: string
}

/** Seven places, fifty phones, again and again; each time it is looked at who got one. */
export async function measureCrowd(): Promise<CrowdFigures> {
  const crowd = await openCrowd(many)
  try {
    const phones: CrowdPhone[] = []
    for (let n = 0; n < many; n += 1) phones.push(await crowd.phoneOf(`Neighbour ${String(n)}`))
    const [first] = phones as [CrowdPhone]
    const empty: number[][] = []
    const signUps: number[][] = []
    const broken: number[][] = []
    const alone: number[] = []
    const aloneEmpty: number[] = []
    let bytes = 0
    let tries = 0
    for (let round = 0; round < rounds; round += 1) {
      aloneEmpty.push(await tripOf(first))
      const [one] = await everyoneSignsUp([first], await planShift(crowd.house, 7))
      alone.push(one?.ms ?? Number.NaN)

      await Promise.all(phones.map(tripOf)) // They hear of what came before, so that all bring the same along.
      empty.push(await Promise.all(phones.map(tripOf)))
      const shift = await planShift(crowd.house, 7)
      const heard = await everyoneSignsUp(phones, shift)
      await expectSevenIn(crowd.house, shift, many)
      signUps.push(heard.map(({ ms }) => ms))
      bytes = Math.max(...heard.map((answer) => answer.bytes))

      const other = await planShift(crowd.house, 7)
      const again = await everyoneSignsUp(phones, other, (n) =>
        n % 5 === 0 ? undefined : 10 + n * 20,
      )
      await expectSevenIn(crowd.house, other, many)
      broken.push(again.map(({ ms }) => ms))
      tries = again.reduce((sum, answer) => sum + answer.tries, 0)
    }
    const [version] = await crowd.house.query<{ server_version: string }>('show server_version')
    return {
      ...{ aloneEmptyMs: median(aloneEmpty), aloneMs: median(alone), bytes },
      ...{ empty: spread(empty), signUps: spread(signUps), broken: { ...spread(broken), tries } },
      postgresql: version?.server_version ?? 'unknown',
    }
  } finally {
    await crowd.close()
  }
}

async function tripOf(phone: CrowdPhone): Promise<number> {
  const heard = await phone.say([])
  return heard === 'lost' ? Number.NaN : heard.ms
}

const spread = (roundsOf: readonly number[][]): Spread => ({
  medianMs: median(roundsOf.map(median)),
  lastMs: median(roundsOf.map((times) => Math.max(...times))),
})

export function toldCrowd({ empty, signUps, broken, ...alone }: CrowdFigures): string {
  const row = (what: string, { medianMs, lastMs }: Spread, beside: Spread) =>
    `| ${what} | ${medianMs.toFixed(0)} ms | ${lastMs.toFixed(0)} ms | × ${(lastMs / beside.lastMs).toFixed(2)} |`
  const one = (ms: number): Spread => ({ medianMs: ms, lastMs: ms })
  return `## Fifty phones and the last seven places

\`npm run bench -- shift\`. A real PostgreSQL behind the same doors as \`npm start\`, over HTTP on this machine; fifty members of one
branch with tokens of their own, who know the town already, sign up for one shift of seven places at the same moment. Medians of
${String(rounds)} rounds, in each of which seven were in, 43 on the list in the order the town heard them, and nobody twice. Fifty trips
that bring nothing are the floor: what the doors and two cores take by themselves. In the last row four lines of five break after
10 to 990 ms and the phone says the same again (${String(broken.tries)} requests for fifty sign-ups); its times are those of the last try.

| fifty at once | median | the last of them | beside the floor |
| --- | ---: | ---: | ---: |
${row('one alone, brings nothing', one(alone.aloneEmptyMs), one(alone.aloneEmptyMs))}
${row('one alone, signs up', one(alone.aloneMs), one(alone.aloneEmptyMs))}
${row('bring nothing', empty, empty)}
${row('sign up', signUps, empty)}
${row('sign up, and lines break', broken, empty)}

An answer to a sign-up has at most ${String(alone.bytes)} bytes before it is packed.`
}
