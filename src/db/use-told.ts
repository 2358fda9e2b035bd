import { ref, watch } from 'vue'
import type { CommandName } from '@/domain/synced'
import { useFates, type Fate } from './use-fates'

/** Calls `done` once the town has answered the act whose argument `keyed` has the value given to `follow`. */
export function useTold(name: CommandName, keyed: string, done: (fate: Fate) => void) {
  const key = ref<string>()
  const fates = useFates(name, keyed, () => (key.value ? [key.value] : []))
  watch(fates, (all) => {
    const fate = key.value && all?.get(key.value)
    if (!fate || fate.kind === 'sending') return
    key.value = undefined
    done(fate)
  })
  const follow = (value: string) => {
    key.value = value
  }
  return { waiting: key, follow }
}
