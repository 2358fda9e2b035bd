import { addDays, type Day } from '../../src/domain/day.ts'
import type { Category } from './categories.ts'
import { nameMaker, pinyinOf, unrealPhone, type Name, type Sex } from './names.ts'
import { diceFor, idOf, type Dice } from './random.ts'
import type { Slot } from './slots.ts'
import { roleIn, type Part } from './cast.ts'

export interface Person extends Slot, Name {
  id: string
  sex: Sex
  bornOn: Day
  joinedOn: Day
  phone: string
  /** The part this person plays when the demo is shown, if any. */
  part: Part | undefined
}

// Youngest and oldest in each category. Frail elders are 65 or more, as the plan says.
const ages: Record<Category, readonly [number, number]> = {
  migrant: [22, 52],
  village: [30, 66],
  hardship: [38, 64],
  elder: [65, 91],
  office: [28, 59],
  rectify: [29, 57],
}
const women: Record<Category, number> = {
  migrant: 0.3,
  village: 0.35,
  hardship: 0.4,
  elder: 0.4,
  office: 0.35,
  rectify: 0.1,
}

/** Somebody for every slot; the demo's known people take the first slot that fits them. */
export function makePeople(slots: readonly Slot[], today: Day): Person[] {
  const invent = nameMaker()
  const place = new Map<string, number>()
  const fill = (slot: Slot): Person => {
    const nth = place.get(slot.branch.id) ?? 0
    place.set(slot.branch.id, nth + 1)
    return makePerson(slot, diceFor(`person/${slot.branch.name}/${nth}`), today, invent, nth)
  }
  const cast = roleIn(slots)
  return slots.map((slot, index) => {
    const person = fill(slot)
    const part = cast.get(index)
    return part === undefined ? person : play(person, part, today)
  })
}

function makePerson(
  slot: Slot,
  dice: Dice,
  today: Day,
  invent: ReturnType<typeof nameMaker>,
  nth: number,
): Person {
  const sex: Sex = dice.happens(women[slot.category]) ? 'female' : 'male'
  const bornOn = birthday(dice, today, dice.between(...ages[slot.category]))
  const { name, pinyin } = invent(dice, sex, Number(bornOn.slice(0, 4)))
  const id = idOf('member', slot.branch.name, nth)
  const joinedOn = joiningDay(dice, bornOn, today)
  return {
    ...slot,
    id,
    name,
    pinyin,
    sex,
    bornOn,
    joinedOn,
    phone: unrealPhone(id),
    part: undefined,
  }
}

function play(person: Person, part: Part, today: Day): Person {
  const { name, sex, age } = part
  const dice = diceFor(`part/${name}`)
  // Late in December, so that the age said beside the name holds nearly all year.
  const bornOn = `${Number(today.slice(0, 4)) - age - 1}-12-26` as Day
  const joinedOn = joiningDay(dice, bornOn, today)
  return { ...person, name, pinyin: pinyinOf(name), sex, bornOn, joinedOn, part }
}

/** Somebody who was already this old when the year began, so that the town does not change from day to day. */
function birthday(dice: Dice, today: Day, age: number): Day {
  const year = Number(today.slice(0, 4)) - age - 1
  return addDays(`${year}-01-01` as Day, dice.between(0, 364))
}

/** Somewhere between the twentieth birthday and half a year ago, early in life more often. */
function joiningDay(dice: Dice, bornOn: Day, today: Day): Day {
  const earliest = addDays(bornOn, 20 * 365.25)
  const latest = addDays(today, -180)
  const usual = addDays(earliest, Math.floor(dice.next() ** 2 * 25 * 365))
  return usual < latest ? usual : latest
}
