import type { Material } from '@/domain/synced'
import { sayTopic } from '@/domain/topics'
import type { Count } from './audience'

export type Shown = Material['status']

/** Full-width letters, capitals and spaces make no difference. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** Whether everything typed stands somewhere in the title, summary or topic. */
export function isFound(
  { title, summary, topic }: Pick<Material, 'title' | 'summary' | 'topic'>,
  typed: string,
): boolean {
  const text = plain(`${title} ${summary} ${sayTopic(topic)}`)
  return plain(typed)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** 应学 30 人，已学完 12 人. Nobody asked yet is worth saying too: it is the usual thing to forget. */
export function sayCount({ assigned, finished }: Count): string {
  return assigned === 0
    ? '还没布置给本支部'
    : `应学 ${String(assigned)} 人，已学完 ${String(finished)} 人`
}
