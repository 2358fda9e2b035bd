import type { Query } from './rows.ts'

/** Asks a function of the house as one of its members would, whose account is known. */
export async function askAs<Answer>(
  query: Query,
  memberId: string,
  call: string,
  params: readonly unknown[],
): Promise<Answer> {
  const [row] = await query<{ said: Answer }>(
    `with caller as materialized (
       select set_config('request.jwt.claim.sub', user_id::text, true)
       from private.accounts where member_id = $1
     )
     select ${call} as said from caller`,
    [memberId, ...params],
  )
  if (row === undefined) throw new Error('that member has no account')
  return row.said
}

interface Told {
  verdicts?: { ok: boolean; code?: string }[]
}

/** Does things through the same door as any phone, so that the log tells of them. Refused: the seed is wrong. */
export async function actAs(
  query: Query,
  memberId: string,
  ...commands: readonly { id: string; name: string; args: object }[]
): Promise<void> {
  const [life] = await query<{ epoch: string }>('select epoch from private.town_state')
  const request = JSON.stringify({ v: 1, epoch: life?.epoch, commands })
  const told = await askAs<Told>(query, memberId, 'public.sync($2::text::jsonb)', [request])
  const refused = commands.filter((_, at) => told.verdicts?.[at]?.ok !== true)
  if (refused.length > 0)
    throw new Error(
      `${refused.map(({ name }) => name).join()} refused: ${JSON.stringify(told.verdicts)}`,
    )
}
