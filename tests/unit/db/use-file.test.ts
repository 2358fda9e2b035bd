// @vitest-environment node
import 'fake-indexeddb/auto'
import { createApp, effectScope, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPhone } from '@/db/create-phone'
import { useFile, type FileHere } from '@/db/use-file'
import { providePhone } from '@/db/use-phone'
import { no } from '@/domain/fault'
import { createDownloads } from '@/sync/downloads'
import { audio, PretendStore, recording } from '../../support/files'
import { newPhone, type TestPhone } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

const size = 1_000
let test: TestPhone
let scope: EffectScope
let files: ReturnType<typeof createDownloads>
const revoked = vi.spyOn(URL, 'revokeObjectURL')

beforeEach(() => {
  test = newPhone(new PretendTown())
  scope = effectScope()
  const { clock } = test.ports
  files = createDownloads({
    ...{ db: test.db, clock, storage: undefined, source: new PretendStore(recording(size)).source },
    ...{ line: () => 'wifi', wifiOnly: () => Promise.resolve(true) },
  })
  revoked.mockClear()
})
afterEach(() => {
  scope.stop()
  test.db.close({ disableAutoOpen: true })
})

/** As a page that shows this recording would. */
function look(file = () => audio(size)): FileHere {
  const app = createApp({})
  const { db, ports } = test
  const phone = createPhone({
    ...{ db, me: ports.me, clock: ports.clock, files },
    ask: () => Promise.resolve(no({ kind: 'offline' })),
    sync: { now: vi.fn(), soon: vi.fn(), watch: vi.fn() },
  })
  providePhone(app, phone)
  const seen = app.runWithContext(() => scope.run(() => useFile(file)))
  if (!seen) throw new Error('the page was closed')
  return seen
}

describe('a page with a recording', () => {
  it('knows that it is not here, and plays it once it is', async () => {
    const { state, url } = look()
    await vi.waitFor(() => {
      expect(state.value).toEqual({ kind: 'absent', bytes: size })
    })
    expect(url.value).toBeUndefined()
    await files.fetch(audio(size))
    await vi.waitFor(() => {
      expect(url.value).toMatch(/^blob:/)
    })
    expect(state.value).toEqual({ kind: 'here', bytes: size })
  })

  it('lets go of it when it is removed, and when the page is left', async () => {
    const { url } = look()
    await files.fetch(audio(size))
    await vi.waitFor(() => {
      expect(url.value).toBeDefined()
    })
    await files.remove('a-1')
    await vi.waitFor(() => {
      expect(url.value).toBeUndefined()
    })
    expect(revoked).toHaveBeenCalledOnce()
  })

  it('never plays one recording under the name of another', async () => {
    const other = audio(size, { id: audio(size).id, path: 'org/a-1' })
    const shown = ref(other)
    const { url } = look(() => shown.value)
    await files.fetch(other)
    await vi.waitFor(() => {
      expect(url.value).toBeDefined()
    })
    shown.value = { ...other, id: `${other.id}-2` as typeof other.id }
    await vi.waitFor(() => {
      expect(url.value).toBeUndefined()
    })
  })
})
