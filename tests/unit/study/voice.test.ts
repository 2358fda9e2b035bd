import { fireEvent, render } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import VoiceReader from '@/features/study/components/VoiceReader.vue'

class Words {
  onend?: () => void
  lang = ''
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

function phoneThatSpeaks(languages: readonly string[]) {
  const spoken: Words[] = []
  vi.stubGlobal('SpeechSynthesisUtterance', Words)
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => languages.map((lang) => ({ lang, localService: true })),
    speak: (words: Words) => spoken.push(words),
    cancel: vi.fn(),
  })
  return spoken
}

const text = () => `${'一'.repeat(80)}。${'二'.repeat(80)}。`

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a lesson without a recording', () => {
  it('is read out by a phone that speaks Chinese, one piece after another', async () => {
    const spoken = phoneThatSpeaks(['en-US', 'zh-CN'])
    const screen = render(VoiceReader, { props: { text } })
    await fireEvent.click(screen.getByRole('button', { name: '让手机念给我听' }))
    expect(spoken.map((words) => [words.lang, words.text[0]])).toEqual([['zh-CN', '一']])
    spoken[0]?.onend?.()
    expect(spoken[1]?.text[0]).toBe('二')
    await fireEvent.click(screen.getByRole('button', { name: '别念了' }))
    expect(screen.getByRole('button', { name: '让手机念给我听' })).toBeTruthy()
    screen.unmount()
  })

  it('offers nothing on a phone that only speaks other languages, or none', () => {
    phoneThatSpeaks(['en-US'])
    const first = render(VoiceReader, { props: { text } })
    expect(first.queryByRole('button')).toBeNull()
    first.unmount()
    vi.stubGlobal('speechSynthesis', undefined)
    const second = render(VoiceReader, { props: { text } })
    expect(second.queryByRole('button')).toBeNull()
    second.unmount()
  })
})
