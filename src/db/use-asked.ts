import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Asks } from '@/domain/asks'
import type { Fault } from '@/domain/fault'
import { sayRefusal } from '@/domain/refusal-words'
import { usePhone } from './use-phone'

export interface Trouble {
  words: string
  isOffline: boolean
}

export interface Asked<Value> {
  value: ShallowRef<Value | undefined>
  /** Why it cannot be had now, in words. */
  trouble: ComputedRef<Trouble | undefined>
  look: () => Promise<void>
}

/** What is read online only, asked again whenever the question changes, and kept nowhere. No question: nothing is asked. */
export function useAsked<Name extends keyof Asks>(
  name: Name,
  question: () => Asks[Name]['args'] | undefined,
  whenOffline = '这一页要有网才能看，请连上网再试。',
): Asked<Asks[Name]['value']> {
  const { ask } = usePhone()
  const value: Asked<Asks[Name]['value']>['value'] = shallowRef()
  const fault = shallowRef<Fault>()
  let asked = 0

  async function look() {
    const mine = (asked += 1)
    const args = question()
    value.value = undefined
    fault.value = undefined
    if (!args) return
    const answer = await ask(name, args)
    // Something else was asked meanwhile.
    if (mine !== asked) return
    if (answer.ok) value.value = answer.value
    else fault.value = answer.fault
  }
  watch(() => JSON.stringify(question()), look, { immediate: true })
  return {
    value,
    trouble: computed(() => fault.value && troubleOf(fault.value, whenOffline)),
    look,
  }
}

const troubleOf = (fault: Fault, whenOffline: string): Trouble => ({
  words: fault.kind === 'refused' ? sayRefusal(fault.code) : whenOffline,
  isOffline: fault.kind === 'offline',
})
