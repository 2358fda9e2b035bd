import { readdirSync } from 'node:fs'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

/** Only the boundary rules, without types, so that a file that exists nowhere can be judged. */
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/'),
  overrideConfig: {
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    languageOptions: { parserOptions: { projectService: false } },
  },
})

/** Any module of a folder will do: the rule judges folders, not files. */
function moduleIn(folder: string, wanted = (name: string) => name !== 'index.ts'): string {
  const found = readdirSync(`src/${folder}`).find((name) => name.endsWith('.ts') && wanted(name))
  if (found === undefined) throw new Error(`src/${folder} has no module to point at`)
  return `@/${folder}/${found.replace(/\.ts$/, '')}`
}

const [mine, other] = readdirSync('src/features').sort()
if (!mine || !other) throw new Error('two features are needed to tell one from another')
const door = (feature: string) => moduleIn(`features/${feature}`, (name) => name === 'index.ts')
const inside = (feature: string) => moduleIn(`features/${feature}`)

async function complaints(file: string, line: string): Promise<number> {
  const text = file.endsWith('.vue')
    ? `<script setup lang="ts">\n${line}\n</script>\n<template><p>好</p></template>\n`
    : `${line}\n`
  const [result] = await eslint.lintText(text, { filePath: file })
  const fatal = result?.messages.find((message) => message.fatal)
  if (fatal) throw new Error(fatal.message)
  return result?.messages.length ?? 0
}

const page = `src/features/${mine}/pages/SomePage.vue`
const rule = `src/features/${mine}/some-rule.ts`

const forbidden = [
  ['a feature', rule, `import '${door(other)}'`, 'another feature'],
  ['a page', page, `import '${door(other)}'`, 'another feature'],
  ['a feature', rule, `import '${moduleIn('remote')}'`, 'the network'],
  ['a page', page, `import '${moduleIn('remote')}'`, 'the network'],
  ['a page', page, `void import('${moduleIn('remote')}')`, 'the network, even later'],
  ['a feature', rule, `import '${moduleIn('sync')}'`, 'sync'],
  ['a page', page, `import '${moduleIn('app')}'`, 'the shell'],
  ['the shell', 'src/app/some.ts', `import '${inside(mine)}'`, 'the inside of a feature'],
  ['sync', 'src/sync/some.ts', `import '${moduleIn('remote')}'`, 'Supabase'],
  ['domain', 'src/domain/some.ts', `import '${moduleIn('db')}'`, 'the phone’s database'],
  ['ui', 'src/ui/Some.vue', `import '${moduleIn('domain')}'`, 'a village word'],
  ['a page', page, `import Dexie from 'dexie'`, 'Dexie'],
  ['a page', page, `void import('@supabase/supabase-js')`, 'supabase-js, even later'],
  ['sync', 'src/sync/some.ts', `import { ref } from 'vue'`, 'Vue'],
  ['a page', page, `import 'workbox-window'`, 'the service worker’s library'],
  ['a page', page, `import 'some-library-nobody-listed'`, 'a library nobody has claimed'],
  ['a stray', 'src/stray.ts', `export const stray = 1`, 'a place outside the map'],
] as const

const allowed = [
  ['a page', page, `import { ref } from 'vue'\nvoid ref`, 'Vue'],
  ['a page', page, `import '${moduleIn('db')}'`, 'the phone’s database'],
  ['a page', page, `import '${inside(mine)}'`, 'its own feature'],
  ['the shell', 'src/app/some.ts', `import '${door(mine)}'`, 'a feature by its door'],
  ['a page', page, `import type Dexie from 'dexie'`, 'a type of Dexie’s'],
  ['the database', 'src/db/some.ts', `import Dexie from 'dexie'\nvoid Dexie`, 'Dexie'],
] as const

describe('the layer map bites', () => {
  it.each(forbidden)(
    '%s (%s) may not reach by %s: %s',
    async (_who, file, line) => {
      expect(await complaints(file, line)).toBeGreaterThan(0)
    },
    30_000,
  )

  it.each(allowed)(
    '%s (%s) may reach by %s: %s',
    async (_who, file, line) => {
      expect(await complaints(file, line)).toBe(0)
    },
    30_000,
  )
})
