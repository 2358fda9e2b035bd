// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PhoneDb } from '@/db/phone-db'
import { fileStateOf } from '@/db/use-file'
import type { MaterialFile } from '@/domain/synced'
import { asId } from '@/domain/id'
import { lineOf, type DownloadPorts, type Line } from '@/sync/download-ports'
import { createDownloads, type Downloads } from '@/sync/downloads'
import { audio, partBytes, PretendStore, recording } from '../../support/files'
import { newPhone } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

const size = partBytes * 3 + 1234
const data = recording(size)
let db: PhoneDb
let store: PretendStore
let files: Downloads
let line: Line
let ports: DownloadPorts

beforeEach(async () => {
  const phone = newPhone(new PretendTown())
  db = phone.db
  line = 'wifi'
  ports = {
    ...{ db, clock: phone.ports.clock, storage: undefined, line: () => line },
    wifiOnly: () => Promise.resolve(true),
    source: {
      open: (...args) => store.source.open(...args),
      upload: (...args) => store.source.upload(...args),
    },
  }
  store = new PretendStore(data)
  files = createDownloads(ports)
  await db.materialFiles.put(audio(size))
})

const stateOf = async (file: MaterialFile = audio(size)) =>
  fileStateOf(file, await db.files.get(file.id))
const here = () =>
  vi.waitFor(async () => {
    expect((await stateOf()).kind).toBe('here')
  })
const heard = async () =>
  new Uint8Array((await (await files.open('a-1'))?.arrayBuffer()) ?? new ArrayBuffer(0))
const idle = () => new Promise((resolve) => setTimeout(resolve, 50))

describe('a recording', () => {
  it('comes in parts, tells how far it is, and is whole in the end', async () => {
    const seen = new Set<number>()
    store.between = async () => {
      const state = await stateOf()
      if (state.kind === 'getting') seen.add(state.received)
    }
    expect(await files.fetch(audio(size))).toEqual({ kind: 'started' })
    await here()
    expect([...seen]).toEqual([0, partBytes, partBytes * 2, partBytes * 3])
    expect(await heard()).toEqual(data)
    expect((await files.open('a-1'))?.type).toBe('audio/mpeg')
  })

  it('broken off goes on from where it was, after the next sync', async () => {
    store.breaksAfter = partBytes * 2
    await files.fetch(audio(size))
    await vi.waitFor(async () => {
      expect(await stateOf()).toMatchObject({ kind: 'getting', received: partBytes * 2 })
    })
    await idle()
    store.breaksAfter = Infinity
    await files.follow()
    expect(store.asked.map(({ from }) => from)).toEqual([0, partBytes * 2])
    expect(await heard()).toEqual(data)
  })

  it('paused stays paused through a sync, and goes on when asked', async () => {
    let chunks = 0
    store.between = () => (++chunks === 4 ? files.pause('a-1') : undefined)
    await files.fetch(audio(size))
    await vi.waitFor(async () => {
      expect((await stateOf()).kind).toBe('paused')
    })
    await idle()
    await files.follow()
    expect((await stateOf()).kind).toBe('paused')
    store.between = () => undefined
    await files.fetch(audio(size))
    await here()
    expect(await heard()).toEqual(data)
  })

  it('from a store that cannot go on from the middle starts over', async () => {
    store.breaksAfter = partBytes * 2
    await files.fetch(audio(size))
    await idle()
    Object.assign(store, { breaksAfter: Infinity, ignoresRange: true })
    await files.follow()
    await here()
    expect(await heard()).toEqual(data)
  })

  it('of another size than the town announced is not kept', async () => {
    await files.fetch(audio(size + 1))
    await vi.waitFor(async () => {
      expect(await stateOf(audio(size + 1))).toMatchObject({ kind: 'paused', received: 0 })
    })
    expect(await db.fileParts.count()).toBe(0)
  })

  it('the town refuses does not ask again by itself', async () => {
    store.fault = { kind: 'refused', code: 'not-allowed' }
    await files.fetch(audio(size))
    await vi.waitFor(async () => {
      expect((await stateOf()).kind).toBe('paused')
    })
    await files.follow()
    expect(store.asked).toHaveLength(1)
  })

  it('removed in the middle leaves nothing', async () => {
    let chunks = 0
    store.between = () => (++chunks === 5 ? files.remove('a-1') : undefined)
    await files.fetch(audio(size))
    await idle()
    expect(await stateOf()).toEqual({ kind: 'absent', bytes: size })
    expect(await db.fileParts.count()).toBe(0)
  })

  it('removed in another tab stops here too', async () => {
    const otherTab = createDownloads(ports)
    let chunks = 0
    store.between = () => (++chunks === 5 ? otherTab.remove('a-1') : undefined)
    await files.fetch(audio(size))
    await idle()
    expect(await db.fileParts.count()).toBe(0)
    expect((await stateOf()).kind).toBe('absent')
  })

  it('is not on the phone any more once the member may not have it', async () => {
    await files.fetch(audio(size))
    await here()
    await db.materialFiles.delete('a-1')
    await files.follow()
    expect(await db.files.count()).toBe(0)
    expect(await db.fileParts.count()).toBe(0)
  })
})

describe('mobile data', () => {
  it.each<Line>(['mobile', 'unknown'])('is asked about first, with the size (%s)', async (what) => {
    line = what
    expect(await files.fetch(audio(size))).toEqual({ kind: 'ask-first', bytes: size })
    expect(store.asked).toEqual([])
    expect(await files.fetch(audio(size), { evenOnMobile: true })).toEqual({ kind: 'started' })
    await here()
  })

  it('agreed to once is agreed to for the rest of that file', async () => {
    line = 'mobile'
    store.breaksAfter = partBytes
    await files.fetch(audio(size), { evenOnMobile: true })
    await idle()
    store.breaksAfter = Infinity
    await files.follow()
    await here()
  })

  it('not agreed to waits for Wi-Fi', async () => {
    store.breaksAfter = partBytes
    await files.fetch(audio(size))
    await idle()
    line = 'mobile'
    await files.follow()
    expect(store.asked).toHaveLength(1)
    Object.assign(store, { breaksAfter: Infinity })
    line = 'wifi'
    await files.follow()
    await here()
  })

  it.each([
    [undefined, 'unknown'],
    [{ type: 'wifi' }, 'wifi'],
    [{ type: 'cellular' }, 'mobile'],
    [{ type: 'wifi', saveData: true }, 'mobile'],
    [{}, 'unknown'],
  ] as const)('is told from what the browser says: %o', (connection, what) => {
    expect(lineOf(connection)).toBe(what)
  })
})

describe('pictures', () => {
  const picture = (bytes: number, id: string) =>
    audio(bytes, { id: asId(id), kind: 'picture', mime: 'image/jpeg' })

  it('that are small come by themselves, large ones when asked for', async () => {
    line = 'mobile'
    store = new PretendStore(recording(1000))
    await db.materialFiles.bulkPut([picture(1000, 'small'), picture(300_000, 'large')])
    await files.follow()
    expect((await db.files.toArray()).map(({ id, state }) => [id, state])).toEqual([
      ['small', 'here'],
    ])
  })
})

describe('room on the phone', () => {
  const storage = (usage: number, quota: number) => ({
    estimate: () => Promise.resolve({ usage, quota }),
    persist: () => Promise.resolve(true),
    persisted: () => Promise.resolve(false),
  })

  it('that is too small is said before anything is fetched', async () => {
    const tight = createDownloads({ ...ports, storage: storage(95_000_000, 100_000_000) })
    expect(await tight.fetch(audio(size))).toEqual({ kind: 'no-room', bytes: size })
    expect(store.asked).toEqual([])
  })

  it('is told with what the files take', async () => {
    await files.fetch(audio(size))
    await here()
    const roomy = createDownloads({ ...ports, storage: storage(10, 1000) })
    expect(await roomy.room()).toEqual({
      filesBytes: size,
      usedBytes: 10,
      allowedBytes: 1000,
      kept: false,
    })
    expect(await roomy.keep()).toBe(true)
  })

  it('is freed when everything is removed', async () => {
    await files.fetch(audio(size))
    await here()
    await files.removeAll()
    expect(await files.room()).toEqual({
      filesBytes: 0,
      usedBytes: null,
      allowedBytes: null,
      kept: false,
    })
  })
})
