import { FAULTS, PHONE_FAULTS, TOGETHER_FAULTS, type Chance, type FaultName } from '../ports.ts'
import { SeededChance } from './chance.ts'

export const STEPS = [
  'act',
  'sync',
  'pend',
  'deed',
  'hours',
  'night',
  'days',
  'quiet',
  'backUp',
  'restore',
  'reissue',
  'comeIn',
  'newServer',
  'oldServer',
  'purge',
] as const
export type StepKind = (typeof STEPS)[number]

/** One thing that happens. Its own number decides its luck, whatever came before. */
export interface Step {
  readonly kind: StepKind
  readonly device: number
  readonly luck: number
}

/** All that one seed decides before anything happens; what the shrinker makes smaller. */
export interface Plan {
  readonly seed: number
  /** Names of those who hold the phones at first. */
  readonly members: readonly string[]
  readonly odds: Readonly<Record<FaultName, number>>
  readonly steps: readonly Step[]
  /** Whether the branch holds meetings and shifts beside its study. */
  readonly branchLife: boolean
}

/** How often each kind of step comes; the rare ones only in seeds that have them at all. */
const weights: Readonly<Record<StepKind, number>> = {
  act: 30,
  sync: 26,
  pend: 10,
  deed: 14,
  hours: 3,
  night: 2,
  days: 1,
  quiet: 1,
  backUp: 1,
  restore: 5,
  reissue: 1,
  comeIn: 2,
  newServer: 0.5,
  oldServer: 0.5,
  purge: 1,
}

/** Phones are held by those whose sight changes, and by those who change it. */
const holders = [
  'Old Zhou',
  'Auntie Lin',
  'Auntie Lin',
  'Young Wu',
  'Secretary Wang',
  'Secretary Wang',
  'Committee Sun',
  'Old Chen',
  'Secretary Ma',
  'Coordinator Li',
  'Town Zhao',
  'Cadre Qian',
] as const

export function planOf(seed: number): Plan {
  const chance = new SeededChance(seed)
  const odds = oddsOf(chance)
  const devices = chance.pick([2, 2, 2, 3, 3, 4])
  const members = Array.from({ length: devices }, () => chance.pick(holders))
  // Two phones of one person are a case of their own.
  const [first] = members
  if (first !== undefined && chance.happens(0.3)) members[1] = first
  const mine = weightsOf(chance)
  const length = 12 + chance.int(24)
  const steps = Array.from({ length }, (): Step => ({
    kind: weighed(chance, mine),
    device: chance.int(devices),
    luck: chance.int(2 ** 31),
  }))
  const branchLife = chance.fork('branch life').happens(0.6)
  return { seed, members, odds, steps, branchLife }
}

/** What undoes so much at once that, coming often, it would leave nothing else to see. */
const seldom: Readonly<Partial<Record<FaultName, number>>> = { evicted: 0.2, appUpgraded: 0.4 }

function oddsOf(chance: Chance): Record<FaultName, number> {
  // One seed in eight is fair weather: what fails there is plainly wrong.
  const fair = chance.happens(0.125)
  const phone: ReadonlySet<string> = new Set(PHONE_FAULTS)
  const together: ReadonlySet<string> = new Set(TOGETHER_FAULTS)
  // Those have a stream of their own: the plans of the town with one session are the same as without them. Fair
  // weather keeps them too.
  const beside = chance.fork('together')
  const odds = (name: FaultName) => {
    if (together.has(name)) return beside.happens(0.8) ? beside.pick([0.2, 0.4, 0.7]) : 0
    const drawn = chance.next() < (phone.has(name) ? 0.35 : 0.3)
    const level = chance.pick([0.03, 0.08, 0.2, 0.4]) * (seldom[name] ?? 1)
    return drawn && !fair ? level : 0
  }
  return Object.fromEntries(FAULTS.map((name) => [name, odds(name)])) as Record<FaultName, number>
}

function weightsOf(chance: Chance): [StepKind, number][] {
  const often: ReadonlySet<StepKind> = new Set(['act', 'sync', 'pend', 'deed'])
  return STEPS.map((kind) => [
    kind,
    often.has(kind) || chance.happens(0.4) ? weights[kind] * (0.5 + chance.next()) : 0,
  ])
}

export function weighed<T>(chance: Chance, of: readonly (readonly [T, number])[]): T {
  let at = chance.next() * of.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of of) {
    at -= weight
    if (at < 0) return value
  }
  return chance.pick(of)[0]
}
