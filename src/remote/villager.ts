import * as v from 'valibot'
import { no, yes, type Answer } from '@/domain/fault'
import type { VillagersCounter } from '@/domain/villager'
import { callRpcAsVisitor, type CallPorts } from './call'
import { ContactCards, FollowedRequests } from './post-shapes'

const Refused = v.object({ refused: v.string() })
const Done = v.object({ ok: v.literal(true) })

/** What a villager without an account may ask of the town: four questions, each checked on the way in. */
export function createCounter(ports: Omit<CallPorts, 'access'>): VillagersCounter {
  async function ask<Value>(
    name: string,
    body: object,
    shape: v.GenericSchema<unknown, Value>,
  ): Promise<Answer<Value>> {
    const answer = await callRpcAsVisitor(ports, name, body)
    if (!answer.ok) return answer
    const refused = v.safeParse(Refused, answer.value)
    if (refused.success) return no({ kind: 'refused', code: refused.output.refused })
    const parsed = v.safeParse(shape, answer.value)
    return parsed.success ? yes(parsed.output) : no({ kind: 'offline' })
  }
  return {
    card: (secret) => ask('public_card', { secret }, ContactCards),
    send: ({ requestId, ...said }) => ask('send_request', { ...said, request_id: requestId }, Done),
    follow: (secret) => ask('follow_request', { secret }, FollowedRequests),
    rate: (secret, rating, words) => ask('rate_request', { secret, rating, words }, Done),
  }
}
