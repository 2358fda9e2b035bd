// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { townClock } from '@/domain/clock'
import { nextTry } from '@/domain/fault'
import { newId } from '@/domain/id'
import { phoneTable, syncedNames } from '@/domain/synced'
import { syncedTables } from '@/domain/server-types'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('an id made on the phone', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  it('is one of a kind', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newId())).size).toBe(1000)
    expect(newId()).toMatch(uuid)
  })

  it('is made on old phones and on plain http too, where the browser makes none', () => {
    const getRandomValues = crypto.getRandomValues.bind(crypto)
    vi.stubGlobal('crypto', { getRandomValues })
    for (let n = 0; n < 200; n++) expect(newId()).toMatch(uuid)
  })
})

describe('the next try', () => {
  it('comes later and later without a signal, but within five minutes', () => {
    const waits = [0, 1, 2, 3, 20].map((failures) => nextTry({ kind: 'offline' }, failures))
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 300_000])
  })

  it('is never sooner than a busy town asks', () => {
    expect(nextTry({ kind: 'busy', retryAfterMs: 60_000 }, 0)).toBe(60_000)
    expect(nextTry({ kind: 'busy', retryAfterMs: 0 }, 3)).toBe(16_000)
  })

  it('does not come by itself when only a person can help', () => {
    expect(nextTry({ kind: 'signed-out' }, 0)).toBeNull()
    expect(nextTry({ kind: 'refused', code: 'bad-request' }, 0)).toBeNull()
  })
})

describe('the phone’s clock', () => {
  it('is put right by the town’s, counting the way there and back as equal', () => {
    let phone = 1_000_000
    const kept = vi.fn()
    const clock = townClock(() => phone, 0, kept)
    const askedAt = phone
    phone += 400
    clock.hear(7_200_000 + 200 + askedAt, askedAt)
    expect(clock.now()).toBe(phone + 7_200_000)
    expect(kept).toHaveBeenCalledWith(7_200_000)
  })

  it('does not jump about with the network’s moods', () => {
    const kept = vi.fn()
    const clock = townClock(() => 1_000_000, 0, kept)
    clock.hear(1_004_000, 1_000_000)
    expect(clock.now()).toBe(1_000_000)
    expect(kept).not.toHaveBeenCalled()
  })

  it('keeps only whole milliseconds, which is all the town takes', () => {
    let phone = 1_000
    const clock = townClock(() => phone, 0)
    phone = 1_005
    clock.hear(9_999_999, 1_000)
    expect(Number.isInteger(clock.now())).toBe(true)
  })
})

describe('tables', () => {
  it('are known by both their names', () => {
    for (const name of syncedNames) expect(phoneTable(syncedTables[name].server)).toBe(name)
    expect(phoneTable('moon_phases')).toBeUndefined()
  })
})
