import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp, defineComponent, h } from 'vue'
import type { Phone } from '@/db/phone'
import { phoneDb, type PhoneDb } from '@/db/phone-db'
import { useDraft, type Drafted } from '@/db/use-draft'
import { providePhone } from '@/db/use-phone'
import { auntieLin } from '../../support/phone'

interface Note {
  title: string
  text: string
}

const keptWithinMs = 600

describe('a form that keeps itself', () => {
  let db: PhoneDb
  const opened: (() => void)[] = []

  beforeEach(async () => {
    db = phoneDb(auntieLin)
    await db.drafts.clear()
    return async () => {
      for (const close of opened.splice(0)) close()
      await db.delete()
    }
  })

  /** Opens the form as a page would; `close` is leaving the page. */
  function openForm(): Drafted<Note> & { close: () => void } {
    let form: Drafted<Note> | undefined
    const page = defineComponent(() => {
      form = useDraft<Note>('note', { title: '', text: '' })
      return () => h('p')
    })
    const app = createApp(page)
    providePhone(app, { db, clock: () => 0 } as unknown as Phone)
    app.mount(document.createElement('div'))
    const close = () => {
      app.unmount()
    }
    opened.push(close)
    if (!form) throw new Error('the form did not open')
    return { ...form, close }
  }

  const waitUntilKept = () => new Promise((resolve) => setTimeout(resolve, keptWithinMs))

  it('is as it was left when it is opened again', async () => {
    const first = openForm()
    first.draft.value.title = '走访'
    await waitUntilKept()
    first.close()

    const again = openForm()
    await expect.poll(() => again.draft.value).toEqual({ title: '走访', text: '' })
  })

  it('keeps what a quick hand types before the phone has found the draft, and the rest of the draft', async () => {
    await db.drafts.put({ key: 'note', value: { title: '旧题目', text: '旧的话' }, savedAt: 0 })
    const form = openForm()
    form.draft.value.title = '新'
    await waitUntilKept()
    expect(form.draft.value).toEqual({ title: '新', text: '旧的话' })
    expect((await db.drafts.get('note'))?.value).toEqual({ title: '新', text: '旧的话' })
  })

  it('keeps what was typed first thing, where there was no draft', async () => {
    const form = openForm()
    form.draft.value.text = '第一句'
    await waitUntilKept()
    expect((await db.drafts.get('note'))?.value).toEqual({ title: '', text: '第一句' })
  })

  it('does not come back once it was sent', async () => {
    const form = openForm()
    form.draft.value.title = '走访'
    await form.forget()
    form.close()
    await waitUntilKept()
    expect(await db.drafts.count()).toBe(0)
  })
})
