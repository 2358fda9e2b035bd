import { addDays } from '../../src/domain/day.ts'
import { momentOn } from './categories.ts'
import type { PieceFile } from './library.ts'
import { villageOf } from './organisation.ts'
import { idOf } from './random.ts'
import type { Material } from './study.ts'

export function materialRow(
  { id, org, author, piece, publishedOn }: Material,
  today: Parameters<typeof addDays>[0],
) {
  return {
    id,
    org_id: org.id,
    topic: piece.topic,
    title: here(piece.title, org),
    summary: piece.summary,
    minutes: piece.minutes,
    status: publishedOn === null ? 'draft' : 'published',
    author_id: author.id,
    published_at: publishedOn && momentOn(publishedOn, 9),
    edited_at: momentOn(addDays(publishedOn ?? today, -1), 16),
    question_count: piece.questions.length,
  }
}

/** A piece lent to many villages speaks of each by its name. */
const here = (text: string, org: Material['org']) => text.replaceAll('本村', villageOf(org))

export const bodyRow = ({ id, piece }: Material) => ({
  id,
  body: piece.body,
  questions: piece.questions,
})

export interface StoredFile {
  row: {
    id: string
    material_id: string
    kind: PieceFile['kind']
    path: string
    mime: string
    bytes: number
    seconds: number | null
    name: string
  }
  content: Uint8Array
}

export function filesOf({ id, org, piece }: Material): StoredFile[] {
  return piece.files.map(({ kind, mime, name, bytes, seconds }) => {
    const fileId = idOf('file', id, name)
    const path = `${org.id}/${fileId}`
    return {
      row: { id: fileId, material_id: id, kind, path, mime, bytes: bytes.length, seconds, name },
      content: bytes,
    }
  })
}
