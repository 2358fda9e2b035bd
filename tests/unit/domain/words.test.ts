// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { actWords, sayAct } from '@/domain/act-words'
import { faultWords } from '@/domain/fault-words'
import { refusalWords, sayRefusal } from '@/domain/refusal-words'

/** The phone's own reasons: what the auth server says, put into codes of ours. */
const saidByTheDoor = ['wrong-password', 'password-too-weak', 'password-set-before']

const migrations = readdirSync('supabase/migrations').map((name) =>
  readFileSync(`supabase/migrations/${name}`, 'utf8').replace(/--.*$/gm, ''),
)
/** In the SQL, two or more small words joined by hyphens inside quotes are a refusal's code and nothing else. */
const codes = [
  ...new Set(migrations.flatMap((sql) => sql.match(/(?<=')[a-z]+(-[a-z]+)+(?=')/g) ?? [])),
]

describe('every refusal of the town', () => {
  it('has words of its own, and no words are left over', () => {
    expect(codes.length).toBeGreaterThan(15)
    expect(Object.keys(refusalWords).sort()).toEqual([...codes, ...saidByTheDoor].sort())
  })

  it('unknown to this version still gets a sentence', () => {
    expect(sayRefusal('something-new')).toMatch(/[一-鿿]/)
  })
})

describe('what people read', () => {
  const sentences = [
    ...Object.values(refusalWords),
    ...Object.values(faultWords).flatMap(({ say, act }) => (act === null ? [say] : [say, act])),
    ...Object.values(actWords),
    sayAct('something-of-another-version'),
  ]

  it.each(sentences)('%s: no code, no foreign word', (sentence) => {
    expect(sentence).not.toMatch(/[A-Za-z_]/)
    expect(sentence).toMatch(/[一-鿿]/)
  })
})
