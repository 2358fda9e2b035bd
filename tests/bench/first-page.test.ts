import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { dist } from '../../supabase/dev/house.ts'

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}

const firstPageBytesMax = 110_000
const firstStyleBytesMax = 20_000

/** Looks like an address and is a name: the XML of pictures and of Word files. */
const names = [
  'www.w3.org',
  'schemas.openxmlformats.org',
  'schemas.microsoft.com',
  'schemas.zwobble.org',
  'purl.oclc.org',
]
/** Stands in the words of a library's error or licence, for a developer to read; nothing fetches it. */
const mentions = [
  'vuejs.org',
  'github.com',
  'bit.ly',
  'tinyurl.com',
  'stuk.github.io',
  'rolldown.rs',
  'developer.mozilla.org',
  'localhost',
]

const read = (file: string) => readFileSync(join(dist, file))
const packed = (file: string) => gzipSync(read(file)).length

function reachable(chunks: Record<string, Chunk>, from: string): Set<string> {
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    for (const next of chunks[name]?.imports ?? []) visit(next)
  }
  visit(from)
  return seen
}

describe('what a village phone must download before it sees anything', () => {
  let chunks: Record<string, Chunk>
  let first: string[]

  beforeAll(() => {
    chunks = JSON.parse(read('.vite/manifest.json').toString()) as Record<string, Chunk>
    first = [...reachable(chunks, 'index.html')].map((name) => chunks[name]?.file ?? '')
  })

  it('is less than 110 KB of script', () => {
    const bytes = first.map(packed).reduce((sum, one) => sum + one, 0)
    console.log(`first page: ${String(bytes)} bytes of script, gzip`)
    expect(bytes).toBeLessThan(firstPageBytesMax)
  })

  it('and every preloaded script is counted among them', () => {
    const page = read('index.html').toString()
    const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
      ([, file]) => file,
    )
    expect(first).toEqual(expect.arrayContaining(named))
  })

  it('has little style', () => {
    const page = read('index.html').toString()
    const sheets = [...page.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].map(
      ([, file]) => file ?? '',
    )
    expect(sheets.map(packed).reduce((sum, one) => sum + one, 0)).toBeLessThan(firstStyleBytesMax)
  })

  it('does not hold the backend’s client, nor the readers of Word and QR codes', () => {
    const text = first.map((file) => read(file).toString()).join('\n')
    for (const sign of [
      'GoTrueClient',
      'PostgrestError',
      'mammoth',
      'BarcodeDetector',
      'DOMPurify',
    ]) {
      expect(text.includes(sign), sign).toBe(false)
    }
  })

  const hostsIn = (...endings: string[]) => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    const texts = files
      .filter((file) => endings.includes(extname(file)))
      .map((file) => read(file).toString())
    return texts.flatMap((text) =>
      [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host),
    )
  }

  it('fetches nothing from outside the town', () => {
    const written = hostsIn('.html', '.css', '.webmanifest', '.svg').filter(
      (host) => host !== 'www.w3.org',
    )
    expect(written).toEqual([])
    const scripted = new Set(hostsIn('.js'))
    expect([...scripted].filter((host) => ![...names, ...mentions].includes(host ?? ''))).toEqual(
      [],
    )
  })

  it('and its own policy would stop it if it did', () => {
    const page = read('index.html').toString().replaceAll('&#39;', "'")
    expect(page).toContain("default-src 'none'")
    expect(page).toContain("script-src 'self';")
    expect(page).not.toMatch(/unsafe-|<script>|style="/)
  })
})
