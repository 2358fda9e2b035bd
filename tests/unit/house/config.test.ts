import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('a hosted project shows the schema of functions and no other', () => {
  const config = readFileSync('supabase/config.toml', 'utf8')
  expect(/^schemas = (.*)$/m.exec(config)?.[1]).toBe('["api"]')
})
