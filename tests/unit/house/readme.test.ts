import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const readme = readFileSync('README.md', 'utf8')
const ci = readFileSync('.ci/run', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>
}

const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    ([, text]) => text ?? '',
  )

/** What a command line does, with the scripts it calls put in their place. */
function unfolded(command: string): string {
  const whole = scripts[/^npm (?:run )?([\w:]+)$/.exec(command)?.[1] ?? ''] ?? ''
  return [command, ...whole.split(' && ').filter(Boolean).map(unfolded)].join('\n')
}

describe('the README cannot rot', () => {
  it('CI runs every command it tells a newcomer to type', () => {
    const inCi = ['npm ci', 'npm test']
      .filter((command) => ci.includes(command))
      .map(unfolded)
      .join('\n')
    const started = readFileSync('tests/e2e/npm-start.test.ts', 'utf8').includes(
      `spawn('npm', ['start'`,
    )
    const typed = blocks('sh').join('').trim().split('\n')
    expect(typed).toEqual(['npm ci', 'npm start', 'npm test', 'npm run check'])
    for (const command of typed) {
      expect([command, inCi.includes(command) || (command === 'npm start' && started)]).toEqual([
        command,
        true,
      ])
    }
  })

  it('every script it names exists', () => {
    for (const [, name = ''] of readme.matchAll(/npm run ([\w:]+)/g)) {
      expect(Object.keys(scripts)).toContain(name)
    }
  })

  it('every folder of its map is where the map says', () => {
    const [map = ''] = blocks('text').filter((block) => block.includes('├─'))
    const path: string[] = []
    for (const [, indent = '', name = ''] of map.matchAll(/^((?:│ {2}| {3})*)[├└]─ ([\w-]+)\//gm)) {
      path.splice(indent.length / 3, Infinity, name)
      expect([path.join('/'), existsSync(path.join('/'))]).toEqual([path.join('/'), true])
    }
  })

  it('every feature is on the map', () => {
    for (const feature of readdirSync('src/features')) expect(readme).toContain(` ${feature}/ `)
  })

  it('every link in it and in the docs leads somewhere', () => {
    const pages = [
      'README.md',
      ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => join('docs', name)),
    ]
    for (const page of pages) {
      for (const [, target = ''] of readFileSync(page, 'utf8').matchAll(
        /\]\((?!https?:)([^)#]+)\)/g,
      )) {
        const path = join(dirname(page), target)
        expect([page, path, existsSync(path)]).toEqual([page, path, true])
      }
    }
  })

  it('every decision says its context, the choice, the price, and what would change our mind', () => {
    for (const name of readdirSync('docs/decisions')) {
      const text = readFileSync(join('docs/decisions', name), 'utf8')
      expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/)
      for (const part of [
        'Context.',
        'Choice.',
        'What we gave up.',
        'What would change our mind.',
      ]) {
        expect([name, text.includes(`**${part}**`)]).toEqual([name, true])
      }
    }
  })
})
