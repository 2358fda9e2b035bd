import { readdir, readFile } from 'node:fs/promises'
import { questionsOf, type Question } from '../../src/domain/questions.ts'
import type { Category } from './categories.ts'

/** A piece of study as it lies in this folder. */
export interface Piece {
  /** The file's name without its ending. */
  slug: string
  topic: string
  title: string
  summary: string
  minutes: number
  categories: readonly Category[]
  body: string
  questions: readonly Question[]
  files: readonly PieceFile[]
}

export interface PieceFile {
  kind: 'audio' | 'picture'
  mime: string
  name: string
  bytes: Uint8Array
  seconds: number | null
}

// make-audio.sh writes 24 kbit/s throughout, so the length follows from the size.
const audioBytesPerSecond = 24_000 / 8
const closing = /\n*```questions\n([\s\S]*?)\n```\s*$/

/** Everything written in one folder of Markdown, in the order of the file names. */
export async function readPieces(folder: 'materials' | 'notices'): Promise<Piece[]> {
  const here = new URL(`${folder}/`, import.meta.url)
  const names = (await readdir(here)).filter((name) => name.endsWith('.md')).sort()
  return Promise.all(
    names.map(async (name) =>
      readPiece(name.slice(0, -'.md'.length), await readFile(new URL(name, here), 'utf8')),
    ),
  )
}

async function readPiece(slug: string, text: string): Promise<Piece> {
  const [, head = '', rest = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  const fields = new Map(
    head.split('\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
    }),
  )
  const field = (name: string) => fields.get(name) ?? ''
  const asked = closing.exec(rest)?.[1]
  return {
    slug,
    topic: field('topic'),
    title: field('title'),
    summary: field('summary'),
    minutes: Number(field('minutes')),
    categories: field('categories')
      .split(/,\s*/)
      .filter((name) => name !== '') as Category[],
    body: rest.replace(closing, '').trim(),
    questions: asked === undefined ? [] : questionsOf(JSON.parse(asked)),
    files: [...(await audioOf(field('audio'))), ...(await picturesIn(rest))],
  }
}

async function audioOf(name: string): Promise<PieceFile[]> {
  if (name === '') return []
  const bytes = await readFile(new URL(`audio/${name}`, import.meta.url))
  const seconds = Math.round(bytes.length / audioBytesPerSecond)
  return [{ kind: 'audio', mime: 'audio/mpeg', name, bytes, seconds }]
}

async function picturesIn(body: string): Promise<PieceFile[]> {
  const names = Array.from(body.matchAll(/\(picture:([^)]+)\)/g), ([, name = '']) => name)
  return Promise.all(
    names.map(async (name): Promise<PieceFile> => {
      const bytes = await readFile(new URL(`pictures/${name}`, import.meta.url))
      return { kind: 'picture', mime: 'image/png', name, bytes, seconds: null }
    }),
  )
}
