import { cleanup, render, screen, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import TroubleBar from '@/app/shell/TroubleBar.vue'
import TroublePage from '@/app/shell/TroublePage.vue'
import { troubleWords } from '@/app/shell/trouble-words'
import UpdateBar from '@/app/shell/UpdateBar.vue'
import { lazily } from '@/app/start/lazily'
import { PhoneTroubleError, reportTrouble, type PhoneTrouble } from '@/db/trouble'
import { useUnsaved } from '@/ui/unsaved'

afterEach(cleanup)

describe('a phone that cannot keep anything', () => {
  const troubles: PhoneTrouble[] = [
    { kind: 'no-store' },
    { kind: 'store-hangs' },
    { kind: 'upgrade-blocked' },
    { kind: 'full' },
    { kind: 'closed' },
    { kind: 'broken', name: 'UnknownError' },
  ]
  it.each(troubles)('gets a page with words, steps and a way on: $kind', (trouble) => {
    render(TroublePage, { props: { trouble } })
    const { title, steps } = troubleWords[trouble.kind]
    expect(screen.getByRole('heading', { level: 1 }).textContent.trim()).toBe(title)
    expect(screen.getAllByRole('listitem')).toHaveLength(steps.length)
    expect(screen.getByRole('button', { name: '再试一次' })).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/[A-Za-z]{2,}/)
  })

  it('that fails while in use says so once, over the page', async () => {
    render(TroubleBar)
    reportTrouble(new PhoneTroubleError({ kind: 'full' }))
    await waitFor(() => {
      expect(screen.getByRole('alert').textContent).toContain('手机空间满了')
    })
  })
})

describe('a newer version', () => {
  it('is offered, but never over something half typed', async () => {
    const form = {
      setup: () => {
        useUnsaved(() => true)
        return {}
      },
      template: '<form />',
    }
    const typing = render(form)
    const bar = render(UpdateBar, { props: { ready: true } })
    expect(bar.queryByRole('button', { name: '更新' })).toBeNull()
    typing.unmount()
    expect(await bar.findByRole('button', { name: '更新' })).toBeTruthy()
  })
})

describe('a part fetched later', () => {
  it('that could not be had is asked for again, and fetched only once', async () => {
    let tries = 0
    const part = lazily(() => {
      tries += 1
      return tries === 1 ? Promise.reject(new Error('no signal')) : Promise.resolve('part')
    })
    expect(await part()).toBeUndefined()
    expect(await part()).toBe('part')
    expect(await part()).toBe('part')
    expect(tries).toBe(2)
  })
})
