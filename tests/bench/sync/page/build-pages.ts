import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export interface BuiltPage {
  /** Name to content, `index.html` among them. */
  files: ReadonlyMap<string, Buffer>
  /** The script the page must have before it does anything, after gzip. */
  scriptBytes: number
}

/** A screen is no part of an engine: the app's acts are wanted, the pages that lie beside them are not. */
const withoutScreens: Plugin = {
  name: 'bench-without-screens',
  enforce: 'pre',
  resolveId: (source) => (/\.(vue|css)$/.test(source) ? '\0no-screen' : null),
  load: (id) => (id === '\0no-screen' ? 'export default {}' : null),
}

/** One small page for one engine, built as the app is: the same targets, the same minifier. */
export async function buildPage(file: string): Promise<BuiltPage> {
  const root = await mkdtemp(join(tmpdir(), 'pioneer-bench-page-'))
  try {
    const entry = `import { engine } from ${JSON.stringify(file)}
import { expose } from ${JSON.stringify(here('expose.ts'))}
expose(engine)`
    await writeFile(join(root, 'main.ts'), entry)
    await writeFile(
      join(root, 'index.html'),
      '<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><script type="module" src="./main.ts"></script>',
    )
    await build({
      root,
      base: './',
      configFile: false,
      logLevel: 'error',
      plugins: [withoutScreens],
      define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
      resolve: { alias: { '@': here('../../../../src') } },
      build: { target: ['chrome79', 'safari14'], manifest: true, chunkSizeWarningLimit: 5000 },
    })
    return await read(join(root, 'dist'))
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

interface Chunk {
  file: string
  imports?: string[]
}

async function read(dist: string): Promise<BuiltPage> {
  const manifest = await readFile(join(dist, '.vite/manifest.json'), 'utf8')
  const chunks = JSON.parse(manifest) as Record<string, Chunk>
  const files = new Map([['index.html', await readFile(join(dist, 'index.html'))]])
  for (const { file } of Object.values(chunks)) files.set(file, await readFile(join(dist, file)))
  const first = reachable(chunks, 'index.html')
  const scriptBytes = first
    .map((file) => gzipSync(files.get(file) ?? '').length)
    .reduce((sum, bytes) => sum + bytes, 0)
  return { files, scriptBytes }
}

function reachable(chunks: Record<string, Chunk>, from: string): string[] {
  const seen = new Set<string>()
  const visit = (name: string) => {
    const chunk = chunks[name]
    if (!chunk || seen.has(chunk.file)) return
    seen.add(chunk.file)
    chunk.imports?.forEach(visit)
  }
  visit(from)
  return [...seen]
}
