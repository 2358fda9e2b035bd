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
  const [life] = await query<{ epoch: string }>('select epoch from private.town_state')
  const request = {
    ...{ v: 1, epoch: life?.epoch },
    commands: [{ id: commandId, name: 'issue_card', args }],
  }
  const [answer] = await query<{ said: { verdicts?: { ok: boolean; code?: string }[] } }>(
    `with caller as materialized (
       select set_config('request.jwt.claim.sub', user_id::text, true)
       from private.accounts where member_id = $1
     )
     select public.sync($2::text::jsonb) as said from caller`,
    [secretary.id, JSON.stringify(request)],
  )
  const verdict = answer?.said.verdicts?.[0]
  if (verdict?.ok !== true)
    throw new Error(`the demo card was refused: ${JSON.stringify(answer?.said)}`)
}
