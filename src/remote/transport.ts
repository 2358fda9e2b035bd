import * as v from 'valibot'
import { no, yes, type Answer } from '@/domain/fault'
import type { Json } from '@/domain/server-types'
import type { PageHead, SyncReply, SyncRequest } from '@/domain/wire'
import { callRpc, type CallPorts } from './call'

/** Checking every cell would cost more than storing it; the server's own types vouch for what is in them. */
const Values = v.custom<Json[][]>((value) => Array.isArray(value) && value.every(Array.isArray))

const Table = v.object({
  columns: v.array(v.string()),
  values: Values,
  gone: v.array(v.string()),
})

const Verdict = v.variant('ok', [
  v.object({ id: v.string(), ok: v.literal(true) }),
  v.object({ id: v.string(), ok: v.literal(false), code: v.string() }),
])

const Refused = v.object({ v: v.literal(1), now: v.number(), refused: v.string() })

const Page = v.object({
  v: v.literal(1),
  now: v.number(),
  cursor: v.string(),
  epoch: v.string(),
  fresh: v.boolean(),
  more: v.boolean(),
  done: v.array(v.string()),
  verdicts: v.array(Verdict),
  tables: v.record(v.string(), Table),
})

/** One URL, one round trip; anything that is not the town's own answer counts as no signal. */
export function createTransport(ports: CallPorts) {
  return async (
    request: SyncRequest,
    onHead?: (head: PageHead) => void,
  ): Promise<Answer<SyncReply>> => {
    const answer = await callRpc(ports, 'sync', { request }, onHead && headReader(onHead))
    return answer.ok ? readReply(answer.value) : answer
  }
}

/** The server writes what is short first, so the cursor stands before the rows. */
const beforeRows = /,\s*"tables"\s*:/
const headAtMost = 4096

const Head = v.object({ cursor: v.string(), epoch: v.string(), more: v.boolean() })

function headReader(onHead: (head: PageHead) => void) {
  return (soFar: string): 'enough' | 'more' => {
    const end = soFar.search(beforeRows)
    if (end < 0) return soFar.length < headAtMost ? 'more' : 'enough'
    const head = v.safeParse(Head, parsed(`${soFar.slice(0, end)}}`))
    if (head.success) onHead(head.output)
    return 'enough'
  }
}

/** Undefined when this was no head after all; the whole answer will say what it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function readReply(body: unknown): Answer<SyncReply> {
  const refused = v.safeParse(Refused, body)
  if (refused.success) {
    return yes({ kind: 'refused', now: refused.output.now, code: refused.output.refused })
  }
  const page = v.safeParse(Page, body)
  if (!page.success || !rowsFit(page.output)) return no({ kind: 'offline' })
  const { v: _, ...rest } = page.output
  return yes({ kind: 'page', ...rest })
}

/** As many lists as columns, and all of one length. */
const rowsFit = (page: v.InferOutput<typeof Page>): boolean =>
  Object.values(page.tables).every(
    ({ columns, values }) =>
      values.length === columns.length && values.every((list) => list.length === values[0]?.length),
  )
