import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, type Component, type Ref } from 'vue'
import { lateCard } from '@/db/late-card'
import { onTrouble } from '@/db/trouble'
import { useLive } from '@/db/use-live'
import { useOpening } from '@/db/use-opening'

/** Something that can be waited for, and is there when the test says so. */
function promised<T>() {
  let give: (value: T) => void = () => undefined
  let fail: (why: Error) => void = () => undefined
  const coming = new Promise<T>((resolve, reject) => {
    give = resolve
    fail = reject
  })
  return { coming, give, fail }
}

describe('a page that looks things up when it opens', () => {
  const close: (() => void)[] = []
  let isOpening: Readonly<Ref<boolean>> | undefined
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterEach(() => {
    for (const one of close.splice(0)) one()
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  function open(page: Component) {
    const frame = defineComponent(() => {
      isOpening = useOpening()
      return () => h(page)
    })
    const app = createApp(frame)
    app.mount(document.createElement('div'))
    close.push(() => {
      app.unmount()
    })
  }
  const looksUp = (coming: Promise<unknown>, then?: Component) =>
    defineComponent(() => {
      const { value } = useLive(() => coming)
      return () => (value.value === undefined ? h('p') : then ? h(then) : h('b'))
    })
  const soon = () => new Promise((resolve) => setTimeout(resolve, 20))

  const expectOpening = async () => {
    await soon()
    expect(isOpening?.value).toBe(true)
  }

  it('is shown at once when it looks nothing up', () => {
    open(defineComponent(() => () => h('p')))
    expect(isOpening?.value).toBe(false)
  })

  it('is shown when it has found everything, and so have the parts that are there only then', async () => {
    const name = promised<string>()
    const rows = promised<string[]>()
    open(looksUp(name.coming, looksUp(rows.coming)))
    await expectOpening()
    name.give('周秀兰')
    await expectOpening()
    rows.give([])
    await expect.poll(() => isOpening?.value).toBe(false)
  })

  it('waits for a part that is fetched, and for what that looks up', async () => {
    const card = promised<{ default: Component }>()
    const rows = promised<string[]>()
    open(lateCard(() => card.coming))
    await expectOpening()
    card.give({ default: looksUp(rows.coming) })
    await expectOpening()
    rows.give([])
    await expect.poll(() => isOpening?.value).toBe(false)
  })

  it('is shown without what cannot be had', async () => {
    const card = promised<{ default: Component }>()
    const troubles = vi.fn()
    close.push(onTrouble(troubles))
    open(lateCard(() => card.coming))
    await soon()
    card.fail(new Error('no such file'))
    await expect.poll(() => isOpening?.value).toBe(false)
    // The network was bad, not the phone's store.
    expect(troubles).not.toHaveBeenCalled()

    const rows = promised<string[]>()
    open(looksUp(rows.coming))
    await soon()
    rows.fail(new Error('the store is closed'))
    await expect.poll(() => isOpening?.value).toBe(false)
  })

  it('is not waited for longer than three seconds', () => {
    vi.useFakeTimers()
    open(looksUp(promised<string>().coming))
    vi.advanceTimersByTime(2_900)
    expect(isOpening?.value).toBe(true)
    vi.advanceTimersByTime(200)
    expect(isOpening?.value).toBe(false)
  })
})
