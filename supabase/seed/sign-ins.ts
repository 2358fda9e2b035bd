import { actAs } from './as-member.ts'
import { cardCode, castPeople, demoPassword } from './cast.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { idOf } from './random.ts'
import { insertRows } from './rows.ts'
import { demoPerson } from './scene.ts'

/** Binds the demo's people to real sign-ins; who has one already keeps it. */
export async function signUpCast(ports: TownPorts, people: readonly Person[]): Promise<void> {
  for (const { who, loginNumber } of castPeople) {
    const email = `${loginNumber}@card.pioneer-home.invalid`
    const [known] = await ports.query<{ id: string }>(
      'select id from auth.users where email = $1',
      [email],
    )
    const userId = known?.id ?? (await ports.createAccount(email, demoPassword))
    const account = {
      member_id: demoPerson(people, who).id,
      user_id: userId,
      login_number: loginNumber,
    }
    await insertRows(ports.query, { name: 'private.accounts', rows: [account] })
  }
}

const commandId = idOf('command', 'issue the demo card')

/** The card is the last thing written, and only ever written here. */
export async function isCardIssued({ query }: TownPorts): Promise<boolean> {
  return (await query('select from private.command_log where id = $1', [commandId])).length > 0
}

/** The secretary issues the newcomer's card through the same door as any phone, so that the log tells of it. */
export async function issueCard(
  { query }: TownPorts,
  people: readonly Person[],
  newcomer: string,
): Promise<void> {
  const member = demoPerson(people, newcomer)
  const secretary = demoPerson(people, '支部书记')
  const args = {
    card_id: idOf('activation card', member.id),
    member_id: member.id,
    login_number: member.part?.loginNumber,
    secret_code: cardCode,
  }
  await actAs(query, secretary.id, { id: commandId, name: 'issue_card', args })
}
