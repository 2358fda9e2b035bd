import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export interface Page {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

export interface Visit {
  path: string
  accept: string
  acceptEncoding: string
  ifNoneMatch: string
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const packable = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt'])

interface Kept {
  type: string
  tag: string
  forms: { plain: Uint8Array; br?: Uint8Array; gzip?: Uint8Array }
  packable: boolean
  forever: boolean
}

/** The built app, read once: a visitor names a key of this map, never a path on the disk. */
export async function openSite(dist: string): Promise<(visit: Visit) => Page> {
  const files = new Map<string, Kept>()
  for (const file of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name)
    const name = `/${relative(dist, path).split(sep).join('/')}`
    // Names with a dot in front are the builder's own notes.
    if (file.isFile() && !name.includes('/.')) files.set(name, keep(name, await readFile(path)))
  }
  return (visit) => {
    const found = files.get(visit.path === '/' ? '/index.html' : visit.path)
    if (found) return answer(found, visit)
    const shell = files.get('/index.html')
    return shell && isRoute(visit) ? answer(shell, visit) : nothing
  }
}

const nothing: Page = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
  body: new TextEncoder().encode('没有这个页面。'),
}

/** Routes live in the app; a missing script must stay missing, or an old page would run a page as a script. */
const isRoute = ({ path, accept }: Visit) => extname(path) === '' && accept.includes('text/html')

function keep(name: string, plain: Uint8Array): Kept {
  const ending = extname(name)
  return {
    type: types[ending] ?? 'application/octet-stream',
    tag: `"${createHash('sha256').update(plain).digest('hex').slice(0, 24)}"`,
    forms: { plain },
    packable: packable.has(ending),
    // The builder puts a fingerprint into these names, so their content can never change.
    forever: name.startsWith('/assets/'),
  }
}

function answer(file: Kept, { acceptEncoding, ifNoneMatch }: Visit): Page {
  const headers: Record<string, string> = {
    'content-type': file.type,
    'cache-control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.tag,
    vary: 'accept-encoding',
  }
  if (ifNoneMatch === file.tag) return { status: 304, headers, body: new Uint8Array() }
  if (!file.packable) return { status: 200, headers, body: file.forms.plain }
  if (/\bbr\b/.test(acceptEncoding)) {
    headers['content-encoding'] = 'br'
    return { status: 200, headers, body: (file.forms.br ??= brotliCompressSync(file.forms.plain)) }
  }
  if (/\bgzip\b/.test(acceptEncoding)) {
    headers['content-encoding'] = 'gzip'
    return { status: 200, headers, body: (file.forms.gzip ??= gzipSync(file.forms.plain)) }
  }
  return { status: 200, headers, body: file.forms.plain }
}
