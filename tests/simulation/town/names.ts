import { createHash } from 'node:crypto'

/** The village's ids are made of its names, so that they are the same in every run. */
export const idOf = (name: string): string => uuidOf(name)
export const userIdOf = (name: string): string => uuidOf(`user ${name}`)

function uuidOf(word: string): string {
  const hex = createHash('md5').update(word).digest('hex')
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map((at) => hex.slice(...at))
    .join('-')
}

/** The same in SQL, said once the village's script has made its list of names. */
export const idsFromNames = `
update tests.names set id = md5(name)::uuid, user_id = md5('user ' || name)::uuid;`
