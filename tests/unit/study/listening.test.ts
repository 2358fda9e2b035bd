// DOMPurify is not itself in happy-dom; jsdom parses as browsers do.
// @vitest-environment jsdom
// Before anything of ours: the phone's store takes whatever database it finds when it is loaded.
import 'fake-indexeddb/auto'
import { fireEvent, waitFor } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aMoment, atHome, progressOf } from './one-lesson'
import { open } from './on-screen'
import { progress, recording, type TestedPhone } from './village'

const letGo = vi.fn()

beforeEach(() => {
  letGo.mockClear()
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: vi.fn(() => 'blob:sound'), revokeObjectURL: letGo }),
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
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
