import * as v from 'valibot'
import type { Ask, Asks } from '@/domain/asks'
import { asDay, type Day as DayText } from '@/domain/day'
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

const RulesPreviews = v.array(
  v.pipe(
    v.object({
      branch_id: v.string(),
      members: v.number(),
      changed: v.number(),
      before_tenths: v.number(),
      after_tenths: v.number(),
    }),
    v.transform((row) => ({
      branchId: row.branch_id,
      members: row.members,
      changed: row.changed,
      beforeTenths: row.before_tenths,
      afterTenths: row.after_tenths,
    })),
  ),
)

const Day = v.custom<DayText>((held) => typeof held === 'string' && asDay(held) !== undefined)

const MonthSheets = v.object({
  state: v.picklist(['draft', 'proposed', 'confirmed']),
  print: v.string(),
  rows: v.array(
    v.pipe(
      v.object({
        member_id: v.string(),
        base_tenths: v.number(),
        category_tenths: v.number(),
        bonus_tenths: v.number(),
        words: v.array(
          v.pipe(
            v.object({
              code: v.string(),
              category: v.nullable(v.string()),
              times: v.number(),
              tenths: v.number(),
              on_day: Day,
              reason: v.string(),
              said_by: v.string(),
            }),
            v.transform(({ on_day, said_by, ...word }) => ({
              ...word,
              onDay: on_day,
              saidBy: said_by,
            })),
          ),
        ),
      }),
      v.transform((row) => ({
        memberId: row.member_id,
        baseTenths: row.base_tenths,
        categoryTenths: row.category_tenths,
        bonusTenths: row.bonus_tenths,
        words: row.words,
      })),
    ),
  ),
})

type Shapes = { readonly [Name in keyof Asks]: v.GenericSchema<unknown, Asks[Name]['value']> }

const shapes: Shapes = {
  branch_accounts: BranchAccounts,
  study_totals: StudyTotals,
  month_sheet: MonthSheets,
  preview_rules: RulesPreviews,
}

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
