import * as v from 'valibot'
import type { Ask, Asks } from '@/domain/asks'
import { no, yes } from '@/domain/fault'
import { callRpc, type CallPorts } from './call'
import { Moment } from './moment'

const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const BranchAccounts = v.array(
  v.pipe(
    v.object({
      member_id: v.string(),
      state: v.picklist(['none', 'card', 'expired', 'active', 'suspended']),
      login_number: v.nullable(v.string()),
      card_id: v.nullable(v.string()),
      card_expires_at: v.nullable(Moment),
      activated_at: v.nullable(Moment),
    }),
    v.transform((row) => ({
      memberId: row.member_id,
      state: row.state,
      loginNumber: row.login_number,
      cardId: row.card_id,
      cardExpiresAt: row.card_expires_at,
      activatedAt: row.activated_at,
    })),
  ),
)

const StudyTotals = v.array(
  v.pipe(
    v.object({
      branch_id: v.string(),
      members: v.number(),
      tasks_given: v.number(),
      tasks_finished: v.number(),
      hours: v.number(),
    }),
    v.transform((row) => ({
      branchId: row.branch_id,
      members: row.members,
      tasksGiven: row.tasks_given,
      tasksFinished: row.tasks_finished,
      hours: row.hours,
    })),
  ),
)

type Shapes = { readonly [Name in keyof Asks]: v.GenericSchema<unknown, Asks[Name]['value']> }

const shapes: Shapes = { branch_accounts: BranchAccounts, study_totals: StudyTotals }

const Refused = v.object({ refused: v.string() })

/** Reads made online only: named, typed, checked on the way in, kept nowhere. */
export function createAsk(ports: CallPorts): Ask {
  return async (name, args) => {
    const wire = Object.fromEntries(
      Object.entries(args).map(([key, value]) => [toSnake(key), value]),
    )
    const answer = await callRpc(ports, name, wire)
    if (!answer.ok) return answer
    const refused = v.safeParse(Refused, answer.value)
    if (refused.success) return no({ kind: 'refused', code: refused.output.refused })
    const parsed = v.safeParse(shapes[name], answer.value)
    return parsed.success ? yes(parsed.output) : no({ kind: 'offline' })
  }
}
