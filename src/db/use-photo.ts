import { usePhone } from './use-phone'

/** Fetches the photo given with a word or an objection, as Base64 of a JPEG; undefined when it cannot be had now. */
export function usePhoto(): (subjectId: string) => Promise<string | undefined> {
  const { ask } = usePhone()
  return async (subjectId) => {
    const answer = await ask('evidence', { subjectId })
    return answer.ok ? answer.value.photo : undefined
  }
}
