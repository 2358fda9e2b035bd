import { it, expect } from 'vitest'
import { openDevice } from '../../simulation/phone/device'
import { FAULTS, type Chance, type FaultName } from '../../simulation/ports'

function chanceOf(seed: number): Chance {
  let s = seed >>> 0
  const next = () => {
    s = (s + 0x6d2b79f5) >>> 0
    let t = s
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const chance: Chance = {
    next,
    int: (n) => Math.floor(next() * n),
    pick: (of) => of[Math.floor(next() * of.length)]!,
    happens: (odds) => odds > 0 && next() < odds,
    fork: (name) => chanceOf([...name].reduce((a, c) => a * 31 + c.charCodeAt(0), seed + 7)),
  }
  return chance
}

it('goes', async () => {
  let now = 1_780_000_000_000
  const lines: string[] = []
  const device = await openDevice({
    name: 'a',
    chance: chanceOf(1),
    clock: { now: () => now, advance: (ms) => void (now += ms) },
    faults: { odds: Object.fromEntries(FAULTS.map((f) => [f, 0])) as Record<FaultName, number>, count: () => undefined },
    town: {
      handle: async ({ body }) => {
        const { request } = JSON.parse(body)
        return {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            v: 1, now, epoch: 'e', cursor: 'c', fresh: false, more: false, done: [], tables: {},
            verdicts: request.commands.map(({ id }: { id: string }) => ({ id, ok: true })),
          }),
        }
      },
    },
    tell: (l) => lines.push(l()),
  })
  const t0 = performance.now()
  await device.signIn({ id: '11111111-1111-4111-8111-111111111111', token: 't' })
  const t1 = performance.now()
  for (let i = 0; i < 10; i++) await device.act('record_reading', { materialId: `m${i}`, reachedPermille: 3, heardSeconds: 0 })
  const t2 = performance.now()
  console.log((await device.look()).outbox.length)
  await device.sync()
  const t3 = performance.now()
  for (let i = 0; i < 10; i++) await device.sync()
  const t4 = performance.now()
  await device.calm()
  const t5 = performance.now()
  await device.signOut()
  const t6 = performance.now()
  console.log({ signIn: t1 - t0, act: (t2 - t1) / 10, sync: t3 - t2, sync10: (t4-t3)/10, calm: t5 - t4, out: t6 - t5 })
  console.log(lines.join('\n'))
  console.log(JSON.stringify(await device.look()))
  expect(device.promised().length).toBe(10)
})
