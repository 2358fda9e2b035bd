import { cleanup, fireEvent, render, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import ChoiceList from '@/ui/ChoiceList.vue'
import FilePick from '@/ui/FilePick.vue'
import ProgressBar from '@/ui/ProgressBar.vue'
import SearchBox from '@/ui/SearchBox.vue'
import TextField from '@/ui/TextField.vue'

afterEach(cleanup)

describe('something to type', () => {
  it('is found by its label, and its mistake is read out with it', () => {
    render(TextField, { props: { label: '登录号', modelValue: '12', error: '还差 6 位' } })
    const field = screen.getByLabelText('登录号')
    const words = document.getElementById(field.getAttribute('aria-describedby') ?? '')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(words?.textContent).toContain('还差 6 位')
  })

  it('shows a password only when asked', async () => {
    render(TextField, { props: { label: '密码', type: 'password', modelValue: '六个一样' } })
    const field = screen.getByLabelText('密码')
    expect(field.getAttribute('type')).toBe('password')
    await fireEvent.click(screen.getByRole('button', { name: '显示' }))
    expect(field.getAttribute('type')).toBe('text')
    await fireEvent.click(screen.getByRole('button', { name: '隐藏' }))
    expect(field.getAttribute('type')).toBe('password')
  })

  it('tells how many characters are left room for', () => {
    render(TextField, { props: { label: '说明', modelValue: '三个字', rows: 4, maxLength: 500 } })
    expect(screen.getByText('3 / 500 字')).toBeTruthy()
    expect(screen.getByLabelText('说明').getAttribute('maxlength')).toBe('500')
  })
})

describe('something to choose', () => {
  it('has every choice in sight under one question', async () => {
    const options = [
      { value: 'a', label: '送到家里' },
      { value: 'b', label: '在村部' },
    ]
    const view = render(ChoiceList, {
      props: { label: '在哪里', options, modelValue: 'a', 'onUpdate:modelValue': () => undefined },
    })
    expect(screen.getByRole('group', { name: '在哪里' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('radio', { name: '在村部' }))
    expect(view.emitted()['update:modelValue']).toEqual([['b']])
  })

  it('a search can be cleared with one tap, and the cursor is back in it', async () => {
    const view = render(SearchBox, { props: { label: '找一篇', modelValue: '血压' } })
    await fireEvent.click(screen.getByRole('button', { name: '清空' }))
    expect(view.emitted()['update:modelValue']).toEqual([['']])
    expect(document.activeElement).toBe(screen.getByLabelText('找一篇'))
  })
})

describe('a file to hand in', () => {
  const fileOf = (bytes: number) => new File([new Uint8Array(bytes)], '讲稿.docx')
  const give = async (files: File[]) => {
    const input = screen.getByLabelText('选一个文件')
    Object.defineProperty(input, 'files', { value: files, configurable: true })
    await fireEvent.change(input)
  }

  it('is passed on when it fits', async () => {
    const view = render(FilePick, { props: { label: '选一个文件', bytesMax: 2_000_000 } })
    await give([fileOf(1000)])
    expect(view.emitted()['pick']).toHaveLength(1)
  })

  it('that is too big is refused by name and size, and not passed on', async () => {
    const view = render(FilePick, { props: { label: '选一个文件', bytesMax: 1_048_576 } })
    await give([fileOf(3_145_728)])
    expect(view.emitted()['pick']).toBeUndefined()
    expect(
      screen.getByText('「讲稿.docx」有 3.0 兆，最多只能 1.0 兆，请换一个小一些的。'),
    ).toBeTruthy()
  })
})

it('progress is told in words, not only in colour', () => {
  render(ProgressBar, {
    props: { label: '正在下载', value: 4, max: 8, words: '4.0 兆，共 8.0 兆' },
  })
  const bar = screen.getByRole('progressbar', { name: '正在下载' })
  expect(bar.getAttribute('aria-valuenow')).toBe('50')
  expect(bar.getAttribute('aria-valuetext')).toBe('4.0 兆，共 8.0 兆')
  expect(screen.getByText('4.0 兆，共 8.0 兆')).toBeTruthy()
})
