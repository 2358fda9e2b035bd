import { computed } from 'vue'
import { useWordOfTown } from '@/db/use-word-of-town'
import { say } from '@/ui/say'
import {
  acceptRequest,
  assignRequest,
  closeRequest,
  declineRequest,
  finishRequest,
  noteRequest,
  offerRequest,
  takeRequest,
} from './mutations'

/** Everything that can be done with a request. Each is done when the town has said so; then `look` asks for it anew. */
export function useSteps(look: () => unknown) {
  const told = (words: string) => () => {
    say(words)
    look()
  }
  const steps = {
    take: useWordOfTown(takeRequest, 'requestId', told('接下了，快去联系吧。')),
    note: useWordOfTown(noteRequest, 'requestId', told('记下了。')),
    finish: useWordOfTown(finishRequest, 'requestId', told('办结了，群众看得到您的回话。')),
    offer: useWordOfTown(offerRequest, 'requestId', told('转过去了，等对方接。')),
    accept: useWordOfTown(acceptRequest, 'requestId', told('接过来了。')),
    decline: useWordOfTown(declineRequest, 'requestId', told('没有接，退给原来的同志了。')),
    assign: useWordOfTown(assignRequest, 'requestId', told('派好了，对方手机上会看到。')),
    close: useWordOfTown(closeRequest, 'requestId', told('关闭了。')),
  }
  const all = Object.values(steps)
  return {
    steps,
    waiting: computed(() => all.some(({ waiting }) => waiting.value !== undefined)),
    refused: computed(() => all.map(({ refused }) => refused.value).find(Boolean)),
  }
}

export type Steps = ReturnType<typeof useSteps>['steps']
