import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openPhone } from '@/app/start/open-phone'
import { signal } from '@/app/start/signal'
import { phoneDb } from '@/db/phone-db'
import { townClock } from '@/domain/clock'
import { yes } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { Session } from '@/domain/session'
import type { SyncStatus } from '@/domain/sync-status'
import { auntieWang, freshStore, now, twoActsUnsent } from './village'

const line = vi.hoisted(() => ({
  broken: false,
  asked: [] as string[],
  tell: undefined as ((status: SyncStatus) => void) | undefined,
}))

vi.mock('@/app/start/line', () => ({
  openLine: () => {
    if (line.broken) return Promise.reject(new Error('no signal'))
    const note = (what: string) => () => void line.asked.push(what)
    return Promise.resolve({
      sync: {
        watch: (tell: (status: SyncStatus) => void) => {
          line.tell = tell
        },
        now: note('now'),
        soon: note('soon'),
        stop: note('sync stops'),
      },
      files: { stop: note('files stop'), room: () => Promise.resolve({ filesBytes: 7 }) },
      ask: () => Promise.resolve(yes([])),
    })
  },
}))

const willow = asId<'orgs'>('willow')
const noTrouble = { onCutOff: () => undefined, onTooOld: () => undefined }

function opened() {
  const stands = signal()
  const device = freshStore()
  const session = { memberId: auntieWang } as Session
  const member = { session, db: phoneDb(auntieWang) }
  const here = { device, clock: townClock(() => now, 0), member }
  return { stands, ...openPhone(here, member, { stands: stands.given, ...noTrouble }) }
}

beforeEach(() => {
  line.broken = false
  line.asked.length = 0
  line.tell = undefined
})

describe('the phone before its line to the town has come', () => {
  it('says itself how much is not handed in, and the line takes over when the screen stands', async () => {
    const { phone, stands } = opened()
    await twoActsUnsent(phone)
    await vi.waitFor(() => {
      expect(phone.sync.status.value).toEqual({ kind: 'waiting', pending: 2, syncedAt: null })
    })
    expect(line.tell).toBeUndefined()
    stands.give()
    await vi.waitFor(() => {
      expect(line.tell).toBeDefined()
    })
    line.tell?.({ kind: 'talking', syncedAt: now })
    expect(phone.sync.status.value).toEqual({ kind: 'talking', syncedAt: now })
  })

  it('answers a question with offline while it cannot be had, and properly once it can', async () => {
    const { phone, stands } = opened()
    line.broken = true
    stands.give()
    const question = () => phone.ask('study_totals', { orgId: willow })
    expect(await question()).toEqual({ ok: false, fault: { kind: 'offline' } })
    line.broken = false
    expect(await question()).toEqual({ ok: true, value: [] })
  })

  it('keeps whoever wants a file waiting, and serves them when the network is back', async () => {
    const { phone, stands } = opened()
    line.broken = true
    stands.give()
    const room = phone.files.room()
    await vi.waitFor(async () => {
      expect((await phone.ask('study_totals', { orgId: willow })).ok).toBe(false)
    })
    line.broken = false
    window.dispatchEvent(new Event('online'))
    expect(await room).toEqual({ filesBytes: 7 })
  })

  it('is silent for whoever is leaving, even if the line comes only then', async () => {
    const { stands, hush } = opened()
    hush()
    stands.give()
    await vi.waitFor(() => {
      expect(line.asked).toEqual(['files stop', 'sync stops'])
    })
  })
})
