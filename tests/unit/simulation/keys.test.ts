// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { KeyDesk } from '../../simulation/phone/keys'

const hourMs = 60 * 60_000
const lin = { id: 'lin', token: 'token' }

function desk() {
  const clock = { time: 0, now: () => clock.time, advance: (ms: number) => (clock.time += ms) }
  return { clock, desk: new KeyDesk(clock) }
}

const keysIn = (body: string) =>
  JSON.parse(body) as { access_token: string; refresh_token: string; expires_in: number }

describe('the desk that gives out keys', () => {
  it('knows whose key it is, for an hour', () => {
    const { clock, desk: it } = desk()
    const { access } = it.issue(lin)
    expect(it.holderOf(access)?.member).toBe('lin')
    clock.advance(hourMs)
    expect(it.holderOf(access)).toBeUndefined()
    expect(it.holderOf('found in the street')).toBeUndefined()
  })

  it('trades a key in once more when the answer was lost on the way, and not after the new one was used', () => {
    const { desk: it } = desk()
    const { refresh } = it.issue(lin)
    const first = keysIn(it.trade(refresh).body)
    expect(keysIn(it.trade(refresh).body).access_token).toBe(first.access_token)
    expect(it.holderOf(first.access_token)?.token).toBe('token')
    expect(it.trade(refresh).status).toBe(400)
    expect(it.trade(first.refresh_token).status).toBe(200)
  })
})
