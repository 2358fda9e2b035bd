import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import AskDialog from '@/ui/AskDialog.vue'

afterEach(cleanup)

const answers: string[] = []

const Page = defineComponent({
  components: { AskDialog },
  setup: () => ({ open: ref(false), answers }),
  template: `
    <h1>一页</h1>
    <button @click="open = true">删除录音</button>
    <AskDialog v-model:open="open" title="删除这个？" yes="删除，腾出 3.2 兆" no="先留着"
      @yes="answers.push('yes')" @no="answers.push('no')"><p>以后还可以再下载。</p></AskDialog>`,
})

async function withDialogOpen() {
  answers.length = 0
  const blank = { template: '<p />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)*', component: blank }],
  })
  await router.push('/before')
  await router.push('/here')
  render(Page, { global: { plugins: [router] } })
  const opener = screen.getByRole('button', { name: '删除录音' })
  opener.focus()
  await fireEvent.click(opener)
  const dialog = await screen.findByRole('dialog', { name: '删除这个？' })
  return { dialog, opener, router }
}

const gone = () =>
  waitFor(() => {
    expect(screen.queryByRole('button', { name: '先留着' })).toBeNull()
  })

describe('a question before something is deleted', () => {
  it('says what each button does, with the numbers in it', async () => {
    const { dialog } = await withDialogOpen()
    expect(dialog.textContent).toContain('以后还可以再下载')
    await fireEvent.click(screen.getByRole('button', { name: '删除，腾出 3.2 兆' }))
    expect(answers).toEqual(['yes'])
    await gone()
  })

  it('takes the focus, keeps it inside, and gives it back', async () => {
    const { dialog, opener } = await withDialogOpen()
    await waitFor(() => {
      expect(document.activeElement).toBe(dialog)
    })
    screen.getByRole('button', { name: '先留着' }).focus()
    await fireEvent.keyDown(document, { key: 'Tab' })
    expect(document.activeElement?.textContent).toContain('删除，腾出')
    await fireEvent.keyDown(document, { key: 'Tab', shiftKey: true })
    expect(document.activeElement?.textContent).toContain('先留着')
    await fireEvent.click(screen.getByRole('button', { name: '先留着' }))
    await gone()
    expect(document.activeElement).toBe(opener)
    expect(answers).toEqual(['no'])
  })

  it('closes with Esc and changes nothing', async () => {
    const { dialog } = await withDialogOpen()
    await fireEvent.keyDown(dialog, { key: 'Escape' })
    await gone()
    expect(answers).toEqual([])
  })

  it('closes with the back button of the phone, and the page stays', async () => {
    const { router } = await withDialogOpen()
    router.back()
    await gone()
    expect(router.currentRoute.value.path).toBe('/here')
    expect(answers).toEqual([])
  })
})
