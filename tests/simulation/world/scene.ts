import type { Chance } from '../ports.ts'
import { idOf } from '../town/names.ts'
import { people, type Catalogue } from './catalogue.ts'
import { uuidFrom } from './chance.ts'

/** An act as the phone's `mutate` takes it. */
export interface Wish {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

export interface Scene {
  readonly who: string
  readonly chance: Chance
  readonly catalogue: Catalogue
  /** The day it is for whoever acts, so many days from now. */
  readonly day: (offset: number) => string
  /** Whether the branch holds meetings and shifts beside its study in this seed. */
  readonly branchLife: boolean
}

/** All of a scene but who acts in it. */
export type Surroundings = Omit<Scene, 'who' | 'chance'>

export type Maker = (scene: Scene) => Wish['args']

export const person = (chance: Chance) => idOf(chance.pick(people))
/** Those around whom the most hangs. */
export const neighbour = (chance: Chance) =>
  idOf(chance.pick(['Old Zhou', 'Auntie Lin', 'Young Wu', 'Old Chen', 'Committee Sun'] as const))
export const elder = (chance: Chance) =>
  idOf(chance.pick(['Old Zhou', 'Old Zhou', 'Old Chen'] as const))
export const category = (chance: Chance) =>
  chance.pick(['migrant', 'village', 'hardship', 'elder', 'office'] as const)

/** Notes a new id where later acts will find it. */
export function fresh(list: string[], chance: Chance): string {
  const id = uuidFrom(chance)
  list.push(id)
  return id
}

/** For which org this person writes. */
export function homeOf(who: string): string {
  if (who === 'Town Zhao') return 'Town'
  return who === 'Secretary Ma' || who === 'Old Chen' ? 'Peach Village' : 'Willow Village'
}
