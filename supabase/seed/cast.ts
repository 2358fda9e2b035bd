import { checkDigit } from '../../src/domain/card-code.ts'
import type { Category } from './categories.ts'
import type { Sex } from './names.ts'
import type { Job } from './posts.ts'
import type { Slot } from './slots.ts'

/** Somebody the demo is shown with: who they are, and how they sign in. */
export interface Part {
  who: string
  name: string
  sex: Sex
  age: number
  loginNumber: string
  /** The one without an account yet, who is handed an activation card instead. */
  newcomer?: true
}

interface Casting extends Part {
  category: Category
  job?: Job
  /** In the first village; only the town clerk lives elsewhere. */
  anywhere?: true
}

/** One easy password for all of them: this town is invented and holds nothing of anybody. */
export const demoPassword = 'jiayuan2026'

// An elder and her grown son in one village, and those who look after them.
const castings: readonly Casting[] = [
  {
    who: '年老党员',
    name: '周秀兰',
    sex: 'female',
    age: 72,
    loginNumber: '20260001',
    category: 'elder',
  },
  {
    who: '外出务工党员',
    name: '郑文涛',
    sex: 'male',
    age: 41,
    loginNumber: '20260002',
    category: 'migrant',
  },
  {
    who: '支部书记',
    name: '刘春梅',
    sex: 'female',
    age: 48,
    loginNumber: '20260003',
    category: 'office',
    job: 'secretary',
  },
  {
    who: '帮扶人',
    name: '赵晓宁',
    sex: 'female',
    age: 33,
    loginNumber: '20260004',
    category: 'village',
  },
  {
    who: '镇党委工作人员',
    name: '陈思远',
    sex: 'male',
    age: 36,
    loginNumber: '20260005',
    category: 'office',
    job: 'town-staff',
    anywhere: true,
  },
  {
    who: '先锋超市管理员',
    name: '何桂芳',
    sex: 'female',
    age: 51,
    loginNumber: '20260007',
    category: 'village',
    job: 'shopkeeper',
  },
  {
    who: '没激活的党员',
    name: '孙建平',
    sex: 'male',
    age: 55,
    loginNumber: '20260006',
    category: 'village',
    newcomer: true,
  },
]

const newcomer = castings.find((part) => part.newcomer)
if (newcomer === undefined) throw new Error('nobody is left to be handed a card')

/** Those who can sign in from the start. */
export const castPeople = castings.filter((part) => part !== newcomer)

const codeBody = '202611223344556'
/** Printed when the town is opened, so it need not be secret; whole like any code, with its check digit. */
export const cardCode = codeBody + checkDigit(codeBody)

export interface DemoPeople {
  people: { who: string; name: string; loginNumber: string; password: string }[]
  /** For trying how somebody without an account comes in. */
  card: { who: string; name: string; loginNumber: string; code: string }
}

export const demoPeople: DemoPeople = {
  people: castPeople.map(({ who, name, loginNumber }) => ({
    who,
    name,
    loginNumber,
    password: demoPassword,
  })),
  card: {
    who: newcomer.who,
    name: newcomer.name,
    loginNumber: newcomer.loginNumber,
    code: cardCode,
  },
}

/** Which slot goes to which known person: the first that fits and is still free. */
export function roleIn(slots: readonly Slot[]): Map<number, Part> {
  const firstVillage = slots[0]?.branch.id
  const taken = new Map<number, Part>()
  for (const casting of castings) {
    const place = slots.findIndex(
      (slot, index) => !taken.has(index) && fits(slot, casting, firstVillage),
    )
    if (place < 0) throw new Error(`the town is too small for ${casting.who}`)
    taken.set(place, casting)
  }
  return taken
}

const fits = (slot: Slot, { category, job, anywhere }: Casting, firstVillage: string | undefined) =>
  slot.category === category && slot.job === job && (anywhere ?? slot.branch.id === firstVillage)
