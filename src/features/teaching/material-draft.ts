import type { Moment } from '@/domain/day'
import { asDay } from '@/domain/day'
import { asId } from '@/domain/id'
import { questionsOf, type Question } from '@/domain/questions'
import type { CommandArgs, Rows } from '@/domain/server-types'
import type { Material } from '@/domain/synced'
import { proposedMinutes } from './minutes'

/** The longest each part may be; the tables check the same numbers. */
export const materialLimits = {
  titleLength: 100,
  summaryLength: 500,
  bodyLength: 100_000,
  minutesMax: 600,
} as const

/** A text as it is being written: every field as typed, so that what is half-typed survives too. */
export interface MaterialDraft {
  orgId: string
  topic: string
  title: string
  summary: string
  /** Empty: as proposed from the length of the text. */
  minutes: string
  fromDay: string
  untilDay: string
  body: string
  questions: Question[]
  /** When the saved text was last edited by anyone, as known when this writing began. */
  basedOn: Moment | null
}

export type Mistakes = Partial<Record<'title' | 'body' | 'minutes' | 'days' | 'questions', string>>

export function blankDraft(orgId: string): MaterialDraft {
  return {
    orgId,
    topic: 'party',
    title: '',
    summary: '',
    minutes: '',
    fromDay: '',
    untilDay: '',
    body: '',
    questions: [],
    basedOn: null,
  }
}

export function draftOf(
  material: Material,
  text: Rows['materialBodies'] | undefined,
): MaterialDraft {
  const body = text?.body ?? ''
  return {
    orgId: material.orgId,
    topic: material.topic,
    title: material.title,
    summary: material.summary,
    minutes: material.minutes === proposedMinutes(body) ? '' : String(material.minutes),
    fromDay: material.fromDay ?? '',
    untilDay: material.untilDay ?? '',
    body,
    questions: questionsOf(text?.questions).map((one) => ({ ...one })),
    basedOn: material.editedAt,
  }
}

export const minutesOf = ({ minutes, body }: Pick<MaterialDraft, 'minutes' | 'body'>): number =>
  minutes.trim() === '' ? proposedMinutes(body) : Number(minutes)

/** What must be put right before it can be saved, beside the field it belongs to. */
export function mistakesIn(draft: MaterialDraft): Mistakes {
  const minutes = minutesOf(draft)
  return {
    ...(draft.title.trim() === '' && { title: '请写一个标题。' }),
    ...(draft.title.length > materialLimits.titleLength && {
      title: `标题最多 ${String(materialLimits.titleLength)} 个字。`,
    }),
    ...(draft.body.trim() === '' && { body: '正文还是空的。' }),
    ...(draft.body.length > materialLimits.bodyLength && {
      body: `正文有 ${String(draft.body.length)} 个字，最多 10 万个字，请分成几篇。`,
    }),
    ...(!(Number.isInteger(minutes) && minutes >= 1 && minutes <= materialLimits.minutesMax) && {
      minutes: `请填 1 到 ${String(materialLimits.minutesMax)} 之间的整数。`,
    }),
    ...(daysAreTurned(draft) && { days: '「到哪天」比「从哪天」还早，请改一下。' }),
    ...(draft.questions.some((one) => !canBeAsked(one)) && {
      questions: '有一道题没填完：题目和每个选项都要写，或者去掉这道题。',
    }),
  }
}

export const canBeAsked = ({ ask, options, answer }: Question): boolean =>
  ask.trim() !== '' &&
  options.length >= 2 &&
  options.every((option) => option.trim() !== '') &&
  options[answer] !== undefined

export function saveArgs(
  materialId: Material['id'],
  draft: MaterialDraft,
): CommandArgs['save_material'] {
  const fromDay = asDay(draft.fromDay)
  const untilDay = asDay(draft.untilDay)
  return {
    materialId,
    orgId: asId(draft.orgId),
    topic: draft.topic,
    title: draft.title.trim(),
    summary: draft.summary.trim(),
    minutes: minutesOf(draft),
    body: draft.body,
    ...(fromDay && { fromDay }),
    ...(untilDay && { untilDay }),
    ...(draft.questions.length > 0 && {
      questions: draft.questions.map(asPlain),
    }),
  }
}

/** A form's own objects cannot be stored: the browser refuses to copy what is being watched. */
const asPlain = ({ ask, options, answer, because }: Question) => ({
  ...{ ask: ask.trim(), options: options.map((option) => option.trim()) },
  ...{ answer, because: because.trim() },
})

export const isBlank = (draft: MaterialDraft): boolean =>
  [draft.title, draft.summary, draft.body].every((text) => text.trim() === '') &&
  draft.questions.length === 0

const draftKeyStart = 'material:'

export const draftKey = (materialId: string): string => `${draftKeyStart}${materialId}`
export const draftedId = (key: string): string | undefined =>
  key.startsWith(draftKeyStart) ? key.slice(draftKeyStart.length) : undefined

const daysAreTurned = ({ fromDay, untilDay }: MaterialDraft) => {
  const from = asDay(fromDay)
  const until = asDay(untilDay)
  return from !== undefined && until !== undefined && until < from
}
