import { ref, watch } from 'vue'
import { deviceId, readSetting, writeSetting } from '@/db/settings'
import { reportTrouble } from '@/db/trouble'
import { useDevice } from '@/db/use-device'
import type { Fault } from '@/domain/fault'
import { newId } from '@/domain/id'
import { newSecret } from '@/domain/villager'
import { rememberAsked } from './asked-here'
import { useCounter } from './counter'

const key = 'villagerAsking'
const blank = { card: '', name: '', phone: '', words: '', requestId: '', follow: '' }

/**
 * What a villager is writing, kept in the browser until the town has said yes. Id and secret are made once: a second tap,
 * or a second try tomorrow, is heard as the same request.
 */
export function useAsking(card: () => string, member: () => string) {
  const device = useDevice()
  const counter = useCounter()
  const draft = ref({ ...blank })
  const photo = ref<string>()
  const busy = ref(false)
  const fault = ref<Fault>()

  async function bringBack() {
    const kept = JSON.parse(await readSetting(device, key, '{}')) as Partial<typeof blank>
    if (kept.card === card() && draft.value.words === '') draft.value = { ...blank, ...kept }
  }
  const keep = () =>
    writeSetting(device, key, JSON.stringify({ ...draft.value, card: card() })).catch(reportTrouble)
  bringBack()
    .catch(reportTrouble)
    .finally(() => {
      watch(draft, keep, { deep: true })
    })

  /** The secret to follow it by, once the town has it; undefined, and `fault` says why not. */
  async function send(): Promise<string | undefined> {
    if (busy.value) return undefined
    busy.value = true
    fault.value = undefined
    draft.value.requestId ||= newId<'requests'>()
    draft.value.follow ||= newSecret()
    await keep()
    const { requestId, follow, name, phone, words } = draft.value
    const answer = await counter.send({
      ...{ card: card(), requestId, follow, name: name.trim(), phone, words: words.trim() },
      ...{ photo: photo.value ?? null, device: await deviceId(device) },
    })
    busy.value = false
    if (!answer.ok) {
      fault.value = answer.fault
      return undefined
    }
    await rememberAsked(device, { card: card(), member: member(), follow })
    await writeSetting(device, key, '{}')
    return follow
  }
  return { draft, photo, busy, fault, send }
}
