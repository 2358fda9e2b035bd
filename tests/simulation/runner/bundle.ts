import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

/** One piece of the app's text replaced by another: a broken phone, to see whether the simulation notices. */
export interface Patch {
  readonly file: string
  readonly from: string
  readonly to: string
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The phone's half lives in the app's own world, where `@/` means `src/`: made ready once, then every worker loads it. */
export async function bundlePhone(patches: readonly Patch[] = []): Promise<string> {
  const name = createHash('sha256').update(JSON.stringify(patches)).digest('hex').slice(0, 12)
  const outDir = `${root}node_modules/.cache/simulation/${String(process.pid)}-${name}`
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': `${root}src` } },
    plugins: [patching(patches)],
    build: {
      ssr: `${root}tests/simulation/phone/device.ts`,
      outDir,
      emptyOutDir: true,
      minify: false,
      sourcemap: 'inline',
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: 'device.mjs' } },
    },
  })
  return `${outDir}/device.mjs`
}

function patching(patches: readonly Patch[]): Plugin {
  return {
    name: 'simulation-broken-phone',
    enforce: 'pre',
    transform(code, id) {
      const mine = patches.filter(({ file }) => id.endsWith(file))
      return mine.reduce((text, { file, from, to }) => {
        if (!text.includes(from)) throw new Error(`nothing to break in ${file}: ${from}`)
        return text.replace(from, () => to)
      }, code)
    },
  }
}
