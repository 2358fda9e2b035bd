import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../supabase/dev/house.ts'
import { switchOn } from './phone.ts'

const libraries = ['vite', 'vue', 'vant', 'vue-router', 'dexie']

/** Of the browser and of what both pages are made of. */
export async function versions(folder: string): Promise<Record<string, string>> {
  const phone = await switchOn(join(folder, 'nobody'))
  const chromium = phone.browser()?.version() ?? 'unknown'
  await phone.close()
  return { chromium, ...Object.fromEntries(libraries.map((name) => [name, versionOf(name)])) }
}

function versionOf(library: string): string {
  const about = readFileSync(join(root, 'node_modules', library, 'package.json'), 'utf8')
  return (JSON.parse(about) as { version: string }).version
}
