import type { Day } from '../../src/domain/day.ts'
import type { Person } from './people.ts'
import { publicSide } from './posts.ts'
import { diceFor } from './random.ts'

export const memberRow = ({ id, branch }: Person) => ({ id, branch_id: branch.id })

/** What the whole branch sees. The number is on the card only where its owner shares it. */
export function directoryCard(person: Person) {
  const { id, branch, name, pinyin, category, job } = person
  const dice = diceFor(`card/${id}`)
  const side = publicSide(dice, category, job)
  const shares = job !== undefined || dice.happens(side.post === null ? 0.15 : 0.6)
  return { id, branch_id: branch.id, name, pinyin, ...side, phone: shares ? person.phone : null }
}

export interface MemberRecord {
  id: string
  branch_id: string
  born_on: Day
  sex: string
  phone: string
  joined_on: Day
}

/** What only the branch's keepers see. */
export const memberRecord = ({
  id,
  branch,
  bornOn,
  sex,
  phone,
  joinedOn,
}: Person): MemberRecord => ({
  id,
  branch_id: branch.id,
  born_on: bornOn,
  sex,
  phone,
  joined_on: joinedOn,
})
