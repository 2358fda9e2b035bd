import { onScopeDispose, ref } from 'vue'

/** Long sentences at once make some phones fall silent half-way. */
const pieceCharsMax = 120

/** The text in pieces short enough to be spoken one after another, cut where one takes breath. */
export function spokenPieces(text: string): string[] {
  const sentences = (text.match(/[^。！？；!?\n]+[。！？；!?]*/g) ?? [])
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const pieces: string[] = []
  for (const sentence of sentences) {
    const last = pieces[pieces.length - 1]
    if (last !== undefined && last.length + sentence.length <= pieceCharsMax)
      pieces[pieces.length - 1] = last + sentence
    else pieces.push(sentence)
  }
  return pieces
}

/** The phone's own voice, where it has a Chinese one. An extra: many phones have none. */
export function useVoice() {
  const synthesis = (window as Partial<Pick<Window, 'speechSynthesis'>>).speechSynthesis
  const speaking = ref(false)
  const voice = ref<SpeechSynthesisVoice>()

  function look() {
    const chinese = (synthesis?.getVoices() ?? []).filter(({ lang }) => /^(zh|cmn)/i.test(lang))
    voice.value = chinese.find(({ localService }) => localService) ?? chinese[0]
  }

  function stop() {
    speaking.value = false
    synthesis?.cancel()
  }

  function speak(text: string) {
    const chosen = voice.value
    if (!synthesis || !chosen) return
    synthesis.cancel()
    speaking.value = true
    const pieces = spokenPieces(text)
    const say = (at: number) => {
      const piece = pieces[at]
      if (piece === undefined || !speaking.value) {
        speaking.value = false
        return
      }
      const words = new SpeechSynthesisUtterance(piece)
      words.voice = chosen
      words.lang = chosen.lang
      words.onend = () => {
        say(at + 1)
      }
      words.onerror = () => {
        speaking.value = false
      }
      synthesis.speak(words)
    }
    say(0)
  }

  look()
  // Voices arrive late in some browsers. Safari 14 has this event only as a property.
  if (synthesis) synthesis.onvoiceschanged = look
  onScopeDispose(() => {
    if (synthesis) synthesis.onvoiceschanged = null
    if (speaking.value) stop()
  })
  return { voice, speaking, speak, stop }
}
