// @vitest-environment node
import 'fake-indexeddb/auto'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useLive, type Live } from '@/db/use-live'
import { onTrouble } from '@/db/trouble'
import { asId } from '@/domain/id'
import { newPhone, type TestPhone } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

let phone: TestPhone
let scope: EffectScope

beforeEach(() => {
  phone = newPhone(new PretendTown())
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  phone.db.close({ disableAutoOpen: true })
})

const use = <T>(make: () => Live<T>): Live<T> => scope.run(make) ?? make()
const org = (id: string, name: string) =>
  phone.db.orgs.put({ id: asId(id), parentId: null, kind: 'village_branch', name })

describe('a screen that reads the phone', () => {
  it('has nothing yet, then the rows, then the rows as they change', async () => {
    await org('a', '柳树村')
    const { value } = use(() => useLive(() => phone.db.orgs.toArray()))
    expect(value.value).toBeUndefined()
    await vi.waitFor(() => {
      expect(value.value).toHaveLength(1)
    })
    await org('b', '桃花村')
    await vi.waitFor(() => {
      expect(value.value).toHaveLength(2)
    })
  })

  it('never shows the rows of one thing under the name of another', async () => {
    await org('a', '柳树村')
    await org('b', '桃花村')
    const id = ref('a')
    const { value } = use(() =>
      useLive(
        () => id.value,
        (key) => phone.db.orgs.get(key),
      ),
    )
    await vi.waitFor(() => {
      expect(value.value?.name).toBe('柳树村')
    })
    id.value = 'b'
    await nextTick()
    expect(value.value).toBeUndefined()
    await vi.waitFor(() => {
      expect(value.value?.name).toBe('桃花村')
    })
  })

  it('stops listening when it is left', async () => {
    const query = vi.fn(() => phone.db.orgs.count())
    const { value } = use(() => useLive(query))
    await vi.waitFor(() => {
      expect(value.value).toBe(0)
    })
    scope.stop()
    const before = query.mock.calls.length
    await org('a', '柳树村')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(query.mock.calls.length).toBe(before)
  })

  it('tells of a failing store with a fault and a trouble, and looks again', async () => {
    const met = vi.fn()
    const stopListening = onTrouble(met)
    let broken = true
    const { value, fault } = use(() =>
      useLive(() => (broken ? Promise.reject(new Error('disk')) : phone.db.orgs.count())),
    )
    await vi.waitFor(() => {
      expect(fault.value).toMatchObject({ kind: 'busy' })
    })
    expect(met).toHaveBeenCalled()
    broken = false
    await vi.waitFor(
      () => {
        expect(value.value).toBe(0)
      },
      { timeout: 4_000 },
    )
    expect(fault.value).toBeUndefined()
    stopListening()
  })
})
