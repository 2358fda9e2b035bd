import fc from 'fast-check'
import { expect } from 'vitest'
import { no } from '@/domain/fault'
import { asId } from '@/domain/id'
import { syncedNames } from '@/domain/synced'
import { run } from '@/sync/run'
import { createTrip } from '@/sync/sync-once'
import type { Transport } from '@/sync/ports'
import {
  assignMaterial,
  lesson,
  newPhone,
  said,
  saveMaterial,
  shown,
  task,
  unassignMaterial,
  type TestPhone,
} from '../../support/phone'
import { forbiddenTitle, PretendTown, textOf } from '../../support/pretend-town'

type Signal =
  | 'good'
  | 'request-lost'
  | 'reply-lost'
  | 'busy-thumb'
  | 'twice'
  | 'dies'
  | 'other-tab'
  | 'rights-change'

type Step = { phone: 0 | 1 } & (
  | { kind: 'save'; material: number; title: string }
  | { kind: 'assign' | 'unassign'; material: number }
  | { kind: 'sync'; signal: Signal; pages: number }
  | { kind: 'town-adds' | 'town-removes' | 'sight-lost'; material: number }
)

const phone = fc.constantFrom<0 | 1>(0, 1)
const pages = fc.integer({ min: 1, max: 4 })
const material = fc.integer({ min: 0, max: 4 })
const signals: readonly Signal[] = [
  'good',
  'request-lost',
  'reply-lost',
  'busy-thumb',
  'twice',
  'dies',
  'dies',
  'other-tab',
  'rights-change',
  'rights-change',
]

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    phone,
    kind: fc.constant('save' as const),
    material,
    title: fc.constantFrom('春耕', '防骗', forbiddenTitle),
  }),
  fc.record({ phone, kind: fc.constantFrom('assign' as const, 'unassign' as const), material }),
  {
    arbitrary: fc.record({
      phone,
      kind: fc.constant('sync' as const),
      signal: fc.constantFrom(...signals),
      pages,
    }),
    weight: 2,
  },
  fc.record({
    phone,
    kind: fc.constantFrom('town-adds' as const, 'town-removes' as const, 'sight-lost' as const),
    material,
  }),
)

/** A run of days in which anything may happen between two phones of one person and the town. */
export const days = fc.array(step, { maxLength: 14 })

/** Days that broke an earlier version, or break one on purpose, and that chance finds too seldom. */
export const hardDays: [Step[]][] = [
  [
    [
      { phone: 0, kind: 'save', material: 0, title: '春耕' },
      { phone: 0, kind: 'sync', signal: 'good', pages: 1 },
      { phone: 1, kind: 'sync', signal: 'rights-change', pages: 2 },
    ],
  ],
]

const idOf = (n: number) => `material-${String(n)}`

/** Lives through the days, and then through one good one: nothing may be lost, doubled or left over. */
export async function liveThrough(steps: readonly Step[]): Promise<void> {
  const town = new PretendTown(3)
  for (const n of [5, 6, 7, 8]) townAdds(town, n) // A full copy always takes more than one page.
  const phones = [newPhone(town), newPhone(town)] as const
  for (const next of steps) {
    await live(town, phones[next.phone], next)
    for (const each of phones) await nothingIsLost(town, each)
    for (const each of phones) await showsWhatWasDone(each)
  }
  for (const each of [...phones, ...phones]) {
    each.line.transport = town.answer
    await run(createTrip(each.ports))
  }
  for (const each of phones) await agrees(town, each)
  for (const times of town.carriedOut.values()) expect(times).toBe(1)
  for (const each of phones) each.db.close()
}

/** Everything a thumb ever did here, so that it can be asked for later. */
const deeds = new WeakMap<TestPhone, string[]>()

async function tap(phone: TestPhone, act: Promise<void>): Promise<void> {
  await act
  const last = await phone.db.outbox.orderBy('seq').last()
  if (last) deeds.set(phone, [...(deeds.get(phone) ?? []), last.id])
}

async function live(town: PretendTown, phone: TestPhone, next: Step): Promise<void> {
  switch (next.kind) {
    case 'save':
      await tap(phone, save(phone, next.material, next.title))
      expect((await phone.db.materials.get(asId(idOf(next.material))))?.title).toBe(next.title)
      break
    case 'assign':
      await tap(phone, phone.act(assignMaterial, taskFor(next.material)))
      break
    case 'unassign':
      await tap(
        phone,
        phone.act(unassignMaterial, { assignmentId: taskFor(next.material).assignmentId }),
      )
      break
    case 'town-adds':
      townAdds(town, next.material)
      break
    case 'town-removes':
      town.remove('orgs', `org-${String(next.material)}`)
      break
    case 'sight-lost':
      town.loseSight('materials', idOf(next.material))
      break
    case 'sync':
      await syncOver(town, phone, next)
  }
}

const townAdds = (town: PretendTown, n: number) => {
  town.put('orgs', {
    id: `org-${String(n)}`,
    parentId: null,
    kind: 'village_branch',
    name: '柳树村',
  })
}

const save = (phone: TestPhone, n: number, title: string) =>
  phone.act(saveMaterial, lesson(title, { id: idOf(n) }))

const taskFor = (n: number) => task(`for-${idOf(n)}`, idOf(n))

async function syncOver(
  town: PretendTown,
  phone: TestPhone,
  { signal, pages: pagesToLive }: Extract<Step, { kind: 'sync' }>,
): Promise<void> {
  let pages = 0
  const lines: Record<Signal, Transport> = {
    good: town.answer,
    'request-lost': () => Promise.resolve(no({ kind: 'offline' })),
    'reply-lost': async (request) => {
      await town.answer(request)
      return no({ kind: 'offline' })
    },
    'busy-thumb': async (request) => {
      const answer = await town.answer(request)
      if (pages++ === 0) await tap(phone, save(phone, 4, '防骗'))
      return answer
    },
    twice: async (request) => {
      await town.answer(request)
      return town.answer(request)
    },
    dies: (request) =>
      pages++ < pagesToLive ? town.answer(request) : Promise.resolve(no({ kind: 'offline' })),
    'other-tab': async (request) => {
      const answer = await town.answer(request)
      town.remove('orgs', 'org-5')
      phone.line.transport = town.answer
      await run(createTrip(phone.ports))
      return answer
    },
    'rights-change': async (request) => {
      const answer = await town.answer(request)
      const [material] = town.rows('materials')
      if (++pages === pagesToLive && material) town.loseSight('materials', textOf(material['id']))
      return answer
    },
  }
  phone.line.transport = lines[signal]
  await run(createTrip(phone.ports))
}

/** Each deed is still waiting, or the town has heard it. */
async function nothingIsLost(town: PretendTown, phone: TestPhone): Promise<void> {
  const waiting = new Set((await phone.db.outbox.toArray()).map(({ id }) => id))
  for (const deed of deeds.get(phone) ?? []) {
    expect(
      waiting.has(deed) || town.carriedOut.has(deed),
      'an act is neither waiting nor heard',
    ).toBe(true)
  }
}

/** The screen shows the town's word with the waiting acts on top, counted out by hand beside the engine. */
async function showsWhatWasDone({ db }: TestPhone): Promise<void> {
  const titles = new Map((await db.materials.toArray()).map(({ id, title }) => [id, title]))
  const tasks = new Set(await db.studyAssignments.toCollection().primaryKeys())
  const hoped = { titles: new Map(titles), tasks: new Set(tasks) }
  for (const { table, id, row } of await db.shadow.toArray()) {
    if (table === 'materials') set(hoped.titles, id, row && 'title' in row ? row.title : null)
    else if (row) hoped.tasks.add(id)
    else hoped.tasks.delete(id)
  }
  for (const { args } of await db.outbox.orderBy('seq').toArray()) {
    if ('title' in args && 'materialId' in args) hoped.titles.set(args.materialId, args.title)
    else if ('materialId' in args && 'assignmentId' in args) hoped.tasks.add(args.assignmentId)
    else if ('assignmentId' in args) hoped.tasks.delete(args.assignmentId)
  }
  expect([...titles].sort(), 'titles as hoped').toEqual([...hoped.titles].sort())
  expect([...tasks].sort(), 'tasks as hoped').toEqual([...hoped.tasks].sort())
}

function set(titles: Map<string, string>, id: string, title: string | null): void {
  if (title === null) titles.delete(id)
  else titles.set(id, title)
}

async function agrees(town: PretendTown, phone: TestPhone): Promise<void> {
  for (const table of syncedNames)
    expect(await shown(phone.db, table), table).toEqual(said(town, table))
  expect(await phone.db.outbox.count()).toBe(0)
  expect(await phone.db.shadow.count()).toBe(0)
  const heard = [...town.carriedOut.keys()].filter((id) => deeds.get(phone)?.includes(id))
  expect(heard, 'heard in the order done').toEqual(deeds.get(phone) ?? [])
  const refused = (deeds.get(phone) ?? []).filter((id) => town.refusals.has(id))
  expect(await phone.db.notices.count(), 'one notice for each refusal').toBe(refused.length)
}
