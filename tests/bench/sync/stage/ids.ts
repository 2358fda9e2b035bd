import { createHash } from 'node:crypto'

/** The same id as `private.bench_id(name)` makes inside the database. */
export function idOf(name: string): string {
  const hash = createHash('md5').update(name).digest('hex')
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const secretary = idOf('member/0/0')
export const secretaryUser = idOf('user/0/0')
export const lesson = (n: number) => idOf(`lesson/${n}`)
export const member = (branch: number, n: number) => idOf(`member/${branch}/${n}`)
export const branch = (n: number) => idOf(`branch/${n}`)
export const progress = (who: string, what: string) => `${who}:${what}`
