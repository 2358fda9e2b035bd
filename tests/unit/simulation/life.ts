import type { CommandArgs } from '@/domain/server-types'
import type { SyncRequest } from '@/domain/wire'
import { openDeviceOf } from '../../simulation/phone/device'
import { engine as todays, type Engine } from '../../simulation/phone/engine'
import { FAULTS, type FaultName, type HttpAnswer, type PhoneLook } from '../../simulation/ports'
import { SeededChance, uuidFrom } from '../../simulation/world/chance'
import { lesson } from '../../support/phone'
import { forbiddenTitle, PretendTown } from '../../support/pretend-town'

export interface Life {
  story: readonly string[]
  counts: ReadonlyMap<FaultName, number>
  /** What the handset itself found wrong. */
  error: Error | undefined
  look: PhoneLook | undefined
  town: PretendTown
}

const everyone = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const minuteMs = 60_000

export const everyFault = (odds: number): Record<FaultName, number> =>
  Object.fromEntries(FAULTS.map((fault) => [fault, odds])) as Record<FaultName, number>

/** Lives through some days with one handset and a town in memory, all of it decided by the seed. */
export async function live(
  seed: number,
  odds: Readonly<Record<FaultName, number>>,
  engine: Engine = todays,
): Promise<Life> {
  const chance = new SeededChance(seed)
  const ids = chance.fork('ids')
  crypto.randomUUID = () => uuidFrom(ids)
  const town = new PretendTown(4)
  for (let n = 0; n < 9; n++) town.put('materials', { ...rowOf(n) })
  const story: string[] = []
  const counts = new Map<FaultName, number>()
  const device = await openDeviceOf(engine)({
    ...{ name: 'phone', chance },
    clock: { now: () => town.now, advance: (ms) => (town.now += ms) },
    faults: { odds, count: (fault) => counts.set(fault, (counts.get(fault) ?? 0) + 1) },
    town: { handle: ({ body }) => answer(town, body) },
    tell: (line) => story.push(line()),
  })
  const days = async () => {
    await device.signIn(person(everyone[0]))
    for (let step = 0; step < 24; step++) {
      const what = chance.int(20)
      if (what < 9) await device.act('save_material', lessonOf(chance))
      else if (what < 13) await device.sync()
      else if (what < 16) await device.step()
      else await device.signIn(person(chance.pick(everyone)))
      town.now += chance.int(20) * minuteMs
    }
    await device.calm()
    return device.look()
  }
  try {
    return { story, counts, town, error: undefined, look: await days() }
  } catch (error) {
    return { story, counts, town, error: error as Error, look: undefined }
  } finally {
    await device.end()
  }
}

const person = (id = '') => ({ id, token: `token of ${id}` })

const rowOf = (n: number) => ({
  ...{ id: `material-${String(n)}`, orgId: 'org', topic: 'farming', title: '春耕', summary: '' },
  ...{ minutes: 5, status: 'published', authorId: 'author', editedAt: 1, questionCount: 0 },
})

function lessonOf(chance: SeededChance): CommandArgs['save_material'] {
  const title = chance.pick(['防骗', '秋收', forbiddenTitle])
  return lesson(title, { id: `material-${String(chance.int(12))}` })
}

async function answer(town: PretendTown, body: string): Promise<HttpAnswer> {
  const { request } = JSON.parse(body) as { request: SyncRequest }
  const answered = await town.answer(request)
  const headers = { 'content-type': 'application/json' }
  if (!answered.ok) return { status: 500, headers, body: '{}' }
  const { kind, now, ...rest } = answered.value
  const said = 'code' in rest ? { refused: rest.code } : rest
  return { status: 200, headers, body: JSON.stringify({ v: 1, kind, now, ...said }) }
}
