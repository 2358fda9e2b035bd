import { onScopeDispose, ref, type Ref } from 'vue'
import { usePhone } from '@/db/use-phone'
import type { Day } from '@/domain/day'

const lookEveryMs = 60_000

/** The day it is, also on a phone that was left open over night. */
export function useToday(): Readonly<Ref<Day>> {
  const phone = usePhone()
  const today = ref(phone.today())
  const timer = setInterval(() => {
    today.value = phone.today()
  }, lookEveryMs)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return today
}
