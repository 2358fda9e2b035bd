import { cleanup, fireEvent, render, screen } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { say, sayings, turnPage } from '@/ui/say'
import ToastLive from '@/ui/ToastLive.vue'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  cleanup()
})

describe('a message', () => {
  it('stays long enough for slow eyes, and then goes', async () => {
    render(ToastLive)
    say('已记在手机里，有网会自动交。')
    await nextTick()
    vi.advanceTimersByTime(5000)
    await nextTick()
    expect(screen.getByRole('status').textContent).toContain('已记在手机里')
    vi.advanceTimersByTime(10_000)
    await nextTick()
    expect(screen.getByRole('status').textContent).toBe('')
  })

  it('that can be undone stays ten seconds at least, and undoing it happens once', async () => {
    const undo = vi.fn()
    render(ToastLive)
    say('已删除录音。', undo)
    await nextTick()
    vi.advanceTimersByTime(10_000)
    await nextTick()
    await fireEvent.click(screen.getByRole('button', { name: '撤销' }))
    expect(undo).toHaveBeenCalledTimes(1)
    expect(screen.queryByText('已删除录音。')).toBeNull()
  })

  it('is carried over to the page it leads to, and does not follow to the next, unless it can be undone', () => {
    say('已记下。')
    turnPage()
    expect(sayings.value.map(({ text }) => text)).toEqual(['已记下。'])
    say('已删除录音。', () => undefined)
    vi.advanceTimersByTime(4000)
    turnPage()
    expect(sayings.value.map(({ text }) => text)).toEqual(['已删除录音。'])
  })

  it('is the newest alone, but for one that can still be undone: several would cover a small phone', async () => {
    render(ToastLive)
    say('记下了一。')
    say('已删除录音。', () => undefined)
    say('记下了二。')
    say('记下了三。')
    await nextTick()
    expect(screen.getAllByText(/。$/).map((shown) => shown.textContent)).toEqual([
      '已删除录音。',
      '记下了三。',
    ])
  })

  it('can be put away at once', async () => {
    render(ToastLive)
    say('好了。')
    await nextTick()
    await fireEvent.click(screen.getByRole('button', { name: '关闭这条提示' }))
    expect(screen.queryByText('好了。')).toBeNull()
  })
})
