import type { Device, FaultName, Faults, OpenDevice } from '../ports.ts'
import type { House } from '../town/house.ts'
import { SimTown } from '../town/town.ts'
import { idOf } from '../town/names.ts'
import { Catalogue } from './catalogue.ts'
import { SeededChance, uuidFrom } from './chance.ts'
import { TownClock } from './clock.ts'
import { Memory } from './memory.ts'
import type { Plan, Step } from './plan.ts'
import type { Surroundings } from './scene.ts'
import { Diary } from '../oracle/diary.ts'

export interface Held {
  readonly device: Device
  /** Who is meant to be signed in. */
  member: string
  /** With which sign-in. */
  token: string
  /** By member, how many promises there were when their notices were last wiped here; and when all of theirs was. */
  readonly wiped: Map<string, number>
  readonly emptied: Map<string, number>
}

/** In some seeds everything comes on one page, in others on three or on six. */
const rooms = [0, 0, 9_000, 4_200] as const

/** Everything there is in one seed. */
export class World {
  readonly clock = new TownClock()
  readonly catalogue = new Catalogue()
  readonly counts = new Map<FaultName, number>()
  readonly story: string[] = []
  readonly chance: SeededChance
  readonly faults: Faults
  readonly memory: Memory
  readonly town: SimTown
  readonly diary: Diary
  readonly held: Held[] = []
  readonly house: House
  readonly scene: Surroundings
  acts = 0
  backedUpAt: number | null = null
  readonly #tells: boolean

  constructor(house: House, plan: Plan, tells: boolean) {
    this.house = house
    this.#tells = tells
    this.chance = new SeededChance(plan.seed)
    this.faults = {
      odds: plan.odds,
      count: (name) => {
        this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
      },
    }
    this.memory = new Memory(
      (userId) => this.catalogue.memberOf.get(userId),
      () => this.town.life,
    )
    this.town = new SimTown({
      house,
      clock: this.clock,
      chance: this.chance.fork('town'),
      faults: this.faults,
      ears: this.memory,
      tell: this.tell,
      room: new SeededChance(plan.seed).fork('room').pick(rooms),
    })
    this.diary = new Diary(house, this.town)
    this.scene = {
      catalogue: this.catalogue,
      day: (offset) => this.clock.day(offset),
      branchLife: plan.branchLife,
    }
  }

  readonly tell = (line: () => string): void => {
    if (this.#tells) this.story.push(line())
  }

  async open(plan: Plan, openDevice: OpenDevice): Promise<void> {
    const ids = this.chance.fork('ids')
    crypto.randomUUID = () => uuidFrom(ids)
    for (const [n, who] of plan.members.entries()) {
      const name = `phone ${String(n)}`
      const { clock, faults, town, tell } = this
      const wiped = new Map<string, number>()
      const emptied = new Map<string, number>()
      const device: Device = await openDevice({
        name,
        chance: this.chance.fork(name),
        clock,
        faults: {
          odds: faults.odds,
          count: (fault) => {
            faults.count(fault)
            if (fault === 'evicted') emptyOf(this.held[n])
          },
        },
        town,
        tell: (line) => {
          tell(() => `    ${name}: ${line()}`)
        },
      })
      const member = idOf(who)
      const held: Held = { device, member, token: '', wiped, emptied }
      this.held.push(held)
      await this.signIn(held, member)
      // Most phones have had their first copy long ago.
      if (this.chance.happens(0.8)) await device.calm()
    }
  }

  async signIn(held: Held, member: string): Promise<void> {
    const token = this.tokenOf(member)
    this.tell(() => `${held.device.name}: ${this.catalogue.name(member)} signs in`)
    if (held.member !== member) emptyOf(held)
    held.member = member
    held.token = token
    await held.device.signIn({ id: member, token })
  }

  /** Each step has luck of its own, whatever came before it. */
  begin(step: Step): void {
    this.chance.begin(step.luck)
    this.clock.advance(1000 + this.chance.int(60_000))
  }

  heldBy(step: Step): Held {
    const held = this.held[step.device % this.held.length]
    if (held === undefined) throw new Error('nobody has a phone')
    return held
  }

  tokenOf(member: string): string {
    return this.catalogue.userOf.get(member) ?? ''
  }

  async end(): Promise<void> {
    for (const { device } of this.held) await device.end()
  }
}

/** Everything of whoever was in is gone from the phone. */
function emptyOf(held: Held | undefined): void {
  if (!held) return
  const { wiped, emptied, device, member } = held
  wiped.set(member, device.promised().length)
  emptied.set(member, device.promised().length)
}
