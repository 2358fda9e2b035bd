import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useLive } from '@/db/use-live'
import { usePhone } from '@/db/use-phone'
import type { PhoneDb } from '@/db/phone-db'
import type { Lesson } from './lessons'
import { excerptAround, holdsAll, termsIn } from './search-rules'

export interface Found {
  id: Lesson['id']
  lesson: Lesson
  /** Words from the text where it was found there; empty when the title or the summary says it. */
  excerpt: string
}

/** Slow hands should not be searched for at every stroke. */
const restMs = 250

/** Search on the phone itself. Undefined lists: nothing asked for yet, or still looking. */
export function useSearch(lessons: () => readonly Lesson[] | undefined) {
  const { db } = usePhone()
  const query = ref('')
  const asked = useRested(query)
  const { value: found, fault } = useLive(
    () => ({ terms: termsIn(asked.value), among: lessons() }),
    ({ terms, among }) =>
      among && terms.length > 0 ? searchIn(db, among, terms) : Promise.resolve(undefined),
  )
  return { query, found, fault }
}

/** Titles and summaries first; texts are only opened for what those do not say already. */
export async function searchIn(
  db: PhoneDb,
  lessons: readonly Lesson[],
  terms: readonly string[],
): Promise<Found[]> {
  const saysSo = ({ title, summary }: Lesson) => holdsAll(`${title} ${summary}`, terms)
  const byTitle = lessons.filter(saysSo)
  const others = lessons.filter((lesson) => !saysSo(lesson))
  const bodies = await db.materialBodies.bulkGet(others.map(({ id }) => id))
  const byText = others.flatMap((lesson, at): Found[] => {
    const body = bodies[at]?.body ?? ''
    if (!holdsAll(`${lesson.title} ${lesson.summary} ${body}`, terms)) return []
    return [{ id: lesson.id, lesson, excerpt: excerptAround(body, terms) }]
  })
  return [...byTitle.map((lesson) => ({ id: lesson.id, lesson, excerpt: '' })), ...byText]
}

function useRested(source: Ref<string>): Readonly<Ref<string>> {
  const rested = ref(source.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      rested.value = text
    }, restMs)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return rested
}
