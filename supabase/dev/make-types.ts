import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { openBare } from './bare.ts'
import { readCatalogue } from './catalogue.ts'
import { typesText } from './types-text.ts'

// Migrates a database that lives only in memory, and writes down for the phone what it finds there.

const path = fileURLToPath(new URL('../../src/domain/server-types.ts', import.meta.url))

const db = await openBare()
const catalogue = await readCatalogue(db)
await db.close()

const wanted = await format(typesText(catalogue), {
  ...(await resolveConfig(path)),
  filepath: path,
})
const written = await readFile(path, 'utf8').catch(() => '')

if (process.argv.includes('--check')) {
  if (wanted !== written) {
    console.error('src/domain/server-types.ts is not what the migrations say. Run: npm run types')
    process.exitCode = 1
  }
} else if (wanted !== written) {
  await writeFile(path, wanted)
}
