import { usePhone } from './use-phone'

/** Fetches a photo of a meeting, as Base64 of a JPEG; undefined when it cannot be had now. */
export function useMeetingPhoto(): (photoId: string) => Promise<string | undefined> {
  const { ask } = usePhone()
  return async (photoId) => {
    const answer = await ask('meeting_photo', { photoId })
    return answer.ok ? answer.value.photo : undefined
  }
}
