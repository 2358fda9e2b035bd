// DOMPurify is not itself in happy-dom; jsdom parses as browsers do.
// @vitest-environment jsdom
// Before anything of ours: the phone's store takes whatever database it finds when it is loaded.
import 'fake-indexeddb/auto'
import { fireEvent, waitFor } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asId } from '@/domain/id'
import { open } from './on-screen'
import { given, material, phoneOf, progress, recording, today, type TestedPhone } from './village'

const letGo = vi.fn()
const pressure = asId<'materials'>('pressure')
const questions = [
  {
    ask: '量以前先怎样？',
    options: ['跑两圈', '安静坐五分钟'],
    answer: 1,
    because: '跑了会偏高。',
  },
  { ask: '药能自己停吗？', options: ['不能', '能'], answer: 0, because: '停药容易反弹。' },
]

async function atHome(): Promise<TestedPhone> {
  const phone = await phoneOf()
  await phone.db.materials.put(material('pressure', { title: '血压怎么量' }))
  await phone.db.studyAssignments.put(given('pressure'))
  await phone.db.materialBodies.put({
    id: pressure,
    body: '坐稳了再量。\n\n![坐稳](picture:sit.png)',
    questions,
  })
  return phone
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 50))
const progressOf = async (phone: TestedPhone) => (await phone.db.studyProgress.toArray())[0]

beforeEach(() => {
  letGo.mockClear()
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: vi.fn(() => 'blob:sound'), revokeObjectURL: letGo }),
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
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

describe('a recording', () => {
  const here = async (phone: TestedPhone) =>
    phone.db.files.put({
      ...{ id: 'recording', path: recording.path, mime: recording.mime, bytes: recording.bytes },
      ...{ received: recording.bytes, state: 'here', savedAt: 1, evenOnMobile: false },
    })

  async function withRecording() {
    const phone = await atHome()
    await phone.db.materialFiles.put(recording)
    return phone
  }

  it('tells its size before it is fetched, and asks before it uses mobile data', async () => {
    const phone = await withRecording()
    phone.fetching.answer = { kind: 'ask-first', bytes: recording.bytes }
    const screen = await open(phone, '/study/pressure')
    const get = await screen.findByRole('button', { name: /下载录音/ })
    expect(get.textContent).toContain('1.2 兆，5 分 0 秒')
    await fireEvent.click(get)
    phone.fetching.answer = { kind: 'started' }
    await fireEvent.click(await screen.findByRole('button', { name: '下载，用 1.2 兆流量' }))
    expect(phone.fetching.asked).toEqual([
      { id: 'recording', evenOnMobile: false },
      { id: 'recording', evenOnMobile: true },
    ])
  })

  it('says so when the phone is full, and where to make room', async () => {
    const phone = await withRecording()
    phone.fetching.answer = { kind: 'no-room', bytes: recording.bytes }
    const screen = await open(phone, '/study/pressure')
    await fireEvent.click(await screen.findByRole('button', { name: /下载录音/ }))
    expect(await screen.findByText(/地方不够了/)).toBeTruthy()
    expect(screen.getByRole('link', { name: '看看手机里有什么' }).getAttribute('href')).toBe(
      '/me/storage',
    )
  })

  it('shows how far a download has come and can be gone on with', async () => {
    const phone = await withRecording()
    await phone.db.files.put({
      ...{ id: 'recording', path: recording.path, mime: recording.mime, bytes: recording.bytes },
      ...{ received: 629_145, state: 'paused', savedAt: 1, evenOnMobile: false },
    })
    const screen = await open(phone, '/study/pressure')
    expect(await screen.findByRole('button', { name: '接着下载' })).toBeTruthy()
    expect(
      screen.getByRole('progressbar', { name: '下载停下了' }).getAttribute('aria-valuetext'),
    ).toBe('0.6 兆，一共 1.2 兆')
  })

  it('plays from the phone itself, can be moved about in, and remembers the place', async () => {
    const phone = await withRecording()
    await here(phone)
    await phone.db.studyProgress.put(progress('pressure', { heardSeconds: 120 }))
    const screen = await open(phone, '/study/pressure')
    const slider = await screen.findByRole('slider')
    const audio = screen.container.querySelector('audio') as HTMLAudioElement
    expect(audio.getAttribute('src')).toBe('blob:sound')
    await fireEvent(audio, new Event('loadedmetadata'))
    await waitFor(() => {
      expect(slider.getAttribute('aria-valuetext')).toBe('听到 2 分 0 秒，一共 5 分 0 秒')
    })
    await fireEvent.click(screen.getByRole('button', { name: '往前 15 秒' }))
    expect(audio.currentTime).toBe(135)
    await fireEvent(audio, new Event('play'))
    audio.currentTime = 180
    await fireEvent(audio, new Event('timeupdate'))
    await fireEvent(audio, new Event('pause'))
    await waitFor(async () => {
      expect((await progressOf(phone))?.heardSeconds).toBe(180)
    })
    screen.unmount()
    expect(letGo).toHaveBeenCalledWith('blob:sound')
  })

  it('does not stop when something else about the lesson changes', async () => {
    const phone = await withRecording()
    await here(phone)
    const screen = await open(phone, '/study/pressure')
    await screen.findByRole('slider')
    const audio = screen.container.querySelector('audio')
    await phone.db.studyProgress.put(progress('pressure', { reachedPermille: 10 }))
    await phone.db.materialFiles.put({ ...recording })
    await aMoment()
    expect(screen.container.querySelector('audio')).toBe(audio)
    expect(letGo).not.toHaveBeenCalled()
  })

  it('that came broken can be fetched anew', async () => {
    const phone = await withRecording()
    await here(phone)
    const screen = await open(phone, '/study/pressure')
    await screen.findByRole('slider')
    await fireEvent(screen.container.querySelector('audio') as HTMLAudioElement, new Event('error'))
    await fireEvent.click(await screen.findByRole('button', { name: '重新下载' }))
    await waitFor(() => {
      expect(phone.fetching.asked).toEqual([{ id: 'recording', evenOnMobile: false }])
    })
  })
})
