import type { Chance } from '../ports.ts'
import { idOf } from '../town/names.ts'
import { branchMakers, running, runningElsewhere, taking } from './branch-life.ts'
import { branches, orgs } from './catalogue.ts'
import { uuidFrom } from './chance.ts'
import { weighed } from './plan.ts'
import {
  category,
  elder,
  fresh,
  homeOf,
  neighbour,
  person,
  type Maker,
  type Scene,
  type Surroundings,
  type Wish,
} from './scene.ts'

const makers = {
  record_reading: ({ chance, catalogue }) => ({
    materialId: catalogue.some(catalogue.materials, chance),
    reachedPermille: chance.int(1001),
    heardSeconds: chance.int(300),
  }),
  finish_material: ({ chance, catalogue, day }) => ({
    materialId: catalogue.some(catalogue.materials, chance),
    finishedOn: day(-chance.int(3)),
    answers: chance.happens(0.3) ? { [String(chance.int(3))]: chance.int(4) } : null,
  }),
  record_home_lesson: ({ chance, catalogue, day }) => ({
    lessonId: uuidFrom(chance),
    elderId: elder(chance),
    materialId: catalogue.some(catalogue.materials, chance),
    givenOn: day(-chance.int(2)),
    place: '家里',
    acknowledged: chance.pick(['tap', 'paper']),
    note: chance.pick(['', '“听懂了”']),
  }),
  save_material: ({ chance, catalogue, who }) => {
    const isNew = chance.happens(0.4)
    const n = chance.int(100_000)
    return {
      materialId: isNew
        ? fresh(catalogue.materials, chance)
        : catalogue.some(catalogue.materials, chance),
      orgId: idOf(homeOf(who)),
      topic: 'farming',
      title: `第${String(n)}课`,
      summary: '',
      minutes: chance.pick([10, 20, 45]),
      // Now and then long enough that the pages of a copy are cut by their bytes.
      body: `${String(n)} ${'字'.repeat(chance.happens(0.03) ? 60_000 : chance.int(60))}`,
      fromDay: null,
      untilDay: null,
      questions: [],
    }
  },
  publish_material: ({ chance, catalogue }) => ({
    materialId: catalogue.some(catalogue.materials, chance),
  }),
  withdraw_material: ({ chance, catalogue }) => ({
    materialId: catalogue.some(catalogue.materials, chance),
  }),
  attach_file: ({ chance, catalogue, who }) => {
    const fileId = fresh(catalogue.files, chance)
    return {
      fileId,
      materialId: catalogue.some(catalogue.materials, chance),
      kind: 'audio',
      path: `${idOf(homeOf(who))}/${fileId}`,
      mime: 'audio/mpeg',
      bytes: 1000,
      name: '录音',
      seconds: null,
    }
  },
  detach_file: ({ chance, catalogue }) => ({ fileId: catalogue.some(catalogue.files, chance) }),
  assign_material: ({ chance, catalogue, day, who }) => {
    const toOne = chance.happens(0.35)
    return {
      assignmentId: fresh(catalogue.assignments, chance),
      materialId: catalogue.some(catalogue.materials, chance),
      orgId: idOf(chance.happens(0.6) ? homeOf(who) : chance.pick(orgs)),
      category: !toOne && chance.happens(0.5) ? category(chance) : null,
      memberId: toOne ? neighbour(chance) : null,
      dueOn: chance.happens(0.5) ? day(chance.int(20)) : null,
    }
  },
  unassign_material: ({ chance, catalogue }) => ({
    assignmentId: catalogue.some(catalogue.assignments, chance),
  }),
  record_paper_study: ({ chance, catalogue, day }) => ({
    memberId: neighbour(chance),
    materialId: catalogue.some(catalogue.materials, chance),
    finishedOn: day(-chance.int(5)),
  }),
  edit_directory_card: ({ chance, who }) => ({
    memberId: chance.happens(0.5) ? idOf(who) : neighbour(chance),
    name: `名${String(chance.int(1000))}`,
    pinyin: 'ming',
    post: '',
    promise: chance.pick(['', '每周去看一次']),
    phoneShared: chance.happens(0.5),
  }),
  edit_member_record: ({ chance }) => ({
    memberId: neighbour(chance),
    bornOn: '1951-04-05',
    sex: chance.pick(['female', 'male']),
    phone: `139 ${String(1000 + chance.int(9000))}`,
    joinedOn: '1980-07-01',
  }),
  assign_category: ({ chance, day }) => ({
    assignmentId: uuidFrom(chance),
    memberId: neighbour(chance),
    category: category(chance),
    fromDay: day(chance.int(4) - 1),
    basis: '',
  }),
  transfer_member: ({ chance, day }) => ({
    transferId: uuidFrom(chance),
    memberId: chance.happens(0.8) ? neighbour(chance) : person(chance),
    toBranchId: idOf(chance.pick(branches)),
    onDay: day(0),
    reason: '',
  }),
  appoint: ({ chance, catalogue, day }) => {
    const [role, org] = chance.pick([
      ['branch_secretary', 'Willow Village'],
      ['branch_secretary', 'Peach Village'],
      ['branch_committee', 'Willow Village'],
      ['branch_committee', 'Peach Village'],
      ['stationed_cadre', 'Peach Village'],
      ['area_coordinator', 'East Area'],
      ['liaison', 'Willow Village'],
      ['town_staff', 'Town'],
    ] as const)
    const from = chance.int(3)
    return {
      appointmentId: fresh(catalogue.appointments, chance),
      memberId: chance.happens(0.7) ? neighbour(chance) : person(chance),
      orgId: idOf(org),
      role,
      fromDay: day(from),
      untilDay: chance.happens(0.4) ? day(from + chance.int(3)) : null,
    }
  },
  end_appointment: ({ chance, catalogue, day }) => ({
    appointmentId: catalogue.some(catalogue.appointments, chance),
    untilDay: day(chance.int(3) - 1),
  }),
  name_helper: ({ chance, catalogue, day }) => ({
    helperLinkId: fresh(catalogue.links, chance),
    elderId: elder(chance),
    helperId: neighbour(chance),
    fromDay: day(chance.int(3) - 1),
  }),
  end_helper: ({ chance, catalogue, day }) => ({
    helperLinkId: catalogue.some(catalogue.links, chance),
    untilDay: day(chance.int(3) - 1),
  }),
  issue_card: ({ chance }) => ({
    cardId: uuidFrom(chance),
    memberId: neighbour(chance),
    loginNumber: String(30_000_000 + chance.int(60_000_000)),
    secretCode: '0000000000000000',
  }),
  ...branchMakers,
} satisfies Record<string, Maker>

export type Deed = keyof typeof makers
type Weights = readonly (readonly [Deed, number])[]

/** What members do for themselves. */
const own: Weights = [
  ['record_reading', 6],
  ['finish_material', 6],
  ['edit_directory_card', 1],
]
const helping: Weights = [...own, ['record_home_lesson', 8]]
const writing: Weights = [
  ['save_material', 5],
  ['publish_material', 5],
  ['assign_material', 7],
  ['unassign_material', 3],
  ['withdraw_material', 2],
  ['attach_file', 1],
  ['detach_file', 1],
]
const keeping: Weights = [
  ['name_helper', 3],
  ['end_helper', 2],
  ['record_paper_study', 2],
  ['edit_member_record', 1],
  ['edit_directory_card', 2],
]
const placing: Weights = [
  ['transfer_member', 4],
  ['assign_category', 4],
  ['appoint', 4],
  ['end_appointment', 3],
]

const habits: Readonly<Record<string, Weights>> = {
  'Auntie Lin': helping,
  'Young Wu': helping,
  'Secretary Wang': [...own, ...writing, ...keeping, ['appoint', 1], ['end_appointment', 1]],
  'Secretary Ma': [...own, ...writing, ...keeping],
  'Committee Sun': [...helping, ...writing],
  'Town Zhao': [...own, ...writing, ...keeping, ...placing],
}

/** A stream of its own decides, so that seeds without it tell the stories they told before there was any. */
const livesBranchLife = ({ branchLife }: Surroundings, chance: Chance): boolean =>
  branchLife && chance.fork('branch life').happens(0.55)

/** What this person takes it into their head to do; the town decides whether they may. */
export function wishOf(scene: Scene): Wish {
  if (livesBranchLife(scene, scene.chance)) {
    const runs = ['Secretary Wang', 'Secretary Ma', 'Committee Sun'].includes(scene.who)
    const name = weighed<Deed>(scene.chance, runs ? running : taking)
    return { name, args: makers[name](scene) }
  }
  // Posts change hands, and people try what is not theirs to do.
  const habit = scene.chance.happens(0.06) ? [...writing, ...placing] : habits[scene.who]
  const name = weighed<Deed>(scene.chance, habit ?? own)
  return { name, args: makers[name](scene) }
}

/** What those above and around do meanwhile: mostly what changes who sees what. */
export const meddlers: readonly (readonly [string, Weights])[] = [
  [
    'Town Zhao',
    [...placing, ['assign_material', 4], ['unassign_material', 3], ['withdraw_material', 1]],
  ],
  [
    'Secretary Wang',
    [...writing, ['name_helper', 3], ['end_helper', 3], ['record_paper_study', 2]],
  ],
  ['Secretary Ma', [...writing, ['name_helper', 2]]],
  ['Old Zhou', own],
]

const branchMeddlers: readonly (readonly [string, Weights])[] = [
  ['Secretary Wang', runningElsewhere],
  ['Committee Sun', runningElsewhere],
  ['Secretary Ma', runningElsewhere],
  ['Young Wu', taking],
  ['Old Zhou', taking],
]

export function deedOf(chance: Chance, scene: Surroundings): Wish & { who: string } {
  const branchLife = livesBranchLife(scene, chance)
  const [who, weights] = chance.pick(branchLife ? branchMeddlers : meddlers)
  const name = weighed<Deed>(chance, weights)
  return { who, name, args: makers[name]({ ...scene, who, chance }) }
}

/** One of somebody's habits, or what is wanted of them. */
export function deedBy(chance: Chance, scene: Surroundings, who: string, wanted?: Deed): Wish {
  const name = wanted ?? weighed<Deed>(chance, habits[who] ?? own)
  return { name, args: makers[name]({ ...scene, who, chance }) }
}

export const isDeed = (name: string): name is Deed => name in makers

/** As the wire names arguments. */
export const toWire = (args: Wish['args']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
