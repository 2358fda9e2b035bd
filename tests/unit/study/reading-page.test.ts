// DOMPurify is not itself in happy-dom; jsdom parses as browsers do.
// @vitest-environment jsdom
// Before anything of ours: the phone's store takes whatever database it finds when it is loaded.
import 'fake-indexeddb/auto'
import { fireEvent, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { asId } from '@/domain/id'
import { aMoment, atHome, progressOf } from './one-lesson'
import { open } from './on-screen'
import { phoneOf, progress, recording, today } from './village'

afterEach(() => {
  Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
})

describe('an elder with no signal', () => {
  it('opens a lesson, reads it and finishes it, and is told that it is kept', async () => {
    const phone = await atHome()
    const screen = await open(phone, '/study/pressure')
    expect(await screen.findByText('坐稳了再量。')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('血压怎么量')
    await fireEvent.click(screen.getByRole('button', { name: '学完了' }))
    expect(await screen.findByText('已学完。已记在手机里，有网会自动交')).toBeTruthy()
    expect(await progressOf(phone)).toMatchObject({ finishedOn: today, source: 'self' })
    expect(screen.queryByRole('button', { name: '学完了' })).toBeNull()
    expect(document.activeElement?.textContent).toContain('已学完')
  })

  it('is told when the town has it', async () => {
    const phone = await atHome()
    const screen = await open(phone, '/study/pressure')
    await fireEvent.click(await screen.findByRole('button', { name: '学完了' }))
    await screen.findByText(/已记在手机里/)
    await phone.db.outbox.toCollection().modify({ accepted: true })
    expect(await screen.findByText('已学完 · 已交')).toBeTruthy()
  })

  it('sees who helped with a lesson finished at home', async () => {
    const phone = await atHome()
    await phone.db.studyProgress.put(
      progress('pressure', { finishedOn: '2026-11-03', source: 'helper' }),
    )
    const screen = await open(phone, '/study/pressure')
    expect(await screen.findByText('11月3日 · 家里帮学')).toBeTruthy()
  })

  it('reads the words of a picture that is not on the phone, and fetches it when asked', async () => {
    const phone = await atHome()
    await phone.db.materialFiles.put({
      ...recording,
      id: asId('sit'),
      kind: 'picture',
      name: 'sit.png',
      seconds: null,
    })
    const screen = await open(phone, '/study/pressure')
    expect(await screen.findByText(/（图片：坐稳）/)).toBeTruthy()
    await fireEvent.click(await screen.findByText('看图片（1 张）'))
    expect(phone.fetching.asked).toEqual([{ id: 'sit', evenOnMobile: false }])
  })

  it('is told when the text has not come yet, and cannot finish what could not be read', async () => {
    const phone = await atHome()
    await phone.db.materialBodies.clear()
    const screen = await open(phone, '/study/pressure')
    expect(await screen.findByText('正文还没有到这台手机里，有网会自动取来。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '学完了' })).toBeNull()
  })

  it('is told in plain words when the lesson was withdrawn', async () => {
    const screen = await open(await phoneOf(), '/study/gone')
    expect(await screen.findByText('这一篇不在这台手机里，可能已经撤下了。')).toBeTruthy()
  })
})

describe('the place one stopped at', () => {
  it('is offered, not jumped to', async () => {
    const phone = await atHome()
    await phone.db.studyProgress.put(progress('pressure', { reachedPermille: 500 }))
    const scroll = vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined)
    const screen = await open(phone, '/study/pressure')
    const onward = await screen.findByRole('button', { name: '接着上次的地方读' })
    expect(scroll).not.toHaveBeenCalled()
    await fireEvent.click(onward)
    expect(scroll).toHaveBeenCalledOnce()
  })

  it('is not offered for a lesson that is finished', async () => {
    const phone = await atHome()
    await phone.db.studyProgress.put(
      progress('pressure', { reachedPermille: 500, finishedOn: today, source: 'self' }),
    )
    const screen = await open(phone, '/study/pressure')
    await screen.findByText('已学完 · 已交')
    expect(screen.queryByRole('button', { name: '接着上次的地方读' })).toBeNull()
  })

  it('is written down once when the phone is put away, and not at all when nothing is further', async () => {
    const phone = await atHome()
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({
      top: 0,
      height: 2000,
    } as DOMRect)
    const screen = await open(phone, '/study/pressure')
    await screen.findByText('坐稳了再量。')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    window.dispatchEvent(new Event('scroll'))
    window.dispatchEvent(new Event('scroll'))
    vi.advanceTimersByTime(2_000)
    vi.useRealTimers()
    expect(await phone.db.outbox.count()).toBe(0)
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    await waitFor(async () => {
      expect(await phone.db.outbox.count()).toBe(1)
    })
    document.dispatchEvent(new Event('visibilitychange'))
    screen.unmount()
    await aMoment()
    expect(await phone.db.outbox.count()).toBe(1)
    expect((await progressOf(phone))?.reachedPermille).toBe(
      Math.round((window.innerHeight / 2000) * 1000),
    )
    vi.restoreAllMocks()
  })
})

describe('questions to think about', () => {
  it('may be answered wrong: it says why, asks once, and is handed in with the lesson', async () => {
    const phone = await atHome()
    const screen = await open(phone, '/study/pressure')
    await fireEvent.click(await screen.findByLabelText('跑两圈'))
    await fireEvent.click(screen.getAllByRole('button', { name: '就选这个' })[0] as HTMLElement)
    expect(await screen.findByText('不要紧，应该是：安静坐五分钟')).toBeTruthy()
    expect(screen.getByText('跑了会偏高。')).toBeTruthy()
    expect(screen.queryByLabelText('跑两圈')).toBeNull()
    expect(await phone.db.outbox.count()).toBe(0)
    await fireEvent.click(screen.getByRole('button', { name: '学完了' }))
    await screen.findByText(/已学完/)
    expect((await progressOf(phone))?.answers).toEqual({ 0: 0 })
  })

  it('are kept when one leaves before finishing', async () => {
    const phone = await atHome()
    const screen = await open(phone, '/study/pressure')
    await fireEvent.click(await screen.findByLabelText('跑两圈'))
    await aMoment()
    await fireEvent.click(screen.getAllByRole('button', { name: '就选这个' })[0] as HTMLElement)
    await screen.findByText('跑了会偏高。')
    screen.unmount()
    await waitFor(async () => {
      expect(await phone.db.drafts.count()).toBe(1)
    })
    const again = await open(phone, '/study/pressure')
    expect(await again.findByText('跑了会偏高。')).toBeTruthy()
  })

  it('can still be answered after finishing, and the first day stays', async () => {
    const phone = await atHome()
    await phone.db.studyProgress.put(
      progress('pressure', { finishedOn: '2026-11-03', source: 'self' }),
    )
    const screen = await open(phone, '/study/pressure')
    await fireEvent.click(await screen.findByLabelText('不能'))
    await fireEvent.click(screen.getAllByRole('button', { name: '就选这个' })[1] as HTMLElement)
    expect(await screen.findByText('答对了')).toBeTruthy()
    await waitFor(async () => {
      expect(await progressOf(phone)).toMatchObject({ finishedOn: '2026-11-03', answers: { 1: 0 } })
    })
  })
})
