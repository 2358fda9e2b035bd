import { questionsOf, type Questions } from './explicit.ts'
import { trips, type Scene } from './scene.ts'

/** One thing a phone or a screen asks of the town, and the same rows asked by a superuser. */
export interface Measured {
  name: string
  runs: number
  /** A read is the same question under row-level security; a trip is all of `public.sync`. */
  kind: 'trip' | 'read'
  /** Which aim it is held against, if any. */
  aim: 'growth' | 'guarding' | 'none'
  ask: (scene: Scene) => Promise<Sample>
  askExplicitly: (scene: Scene) => Promise<Sample>
}

export interface Sample {
  ms: number
  bytes: number
  trips: number
}

type Who = 'member' | 'neighbour' | 'secretary' | 'clerk'
type Since = keyof Scene['cursors'] | 'ever'

const trip = (name: string, who: Who, since: Since, runs: number): Measured => ({
  name,
  runs,
  kind: 'trip',
  aim: who === 'clerk' ? 'none' : 'growth',
  ask: ({ db, cast, cursors }) => trips(db, cast[who], since === 'ever' ? null : cursors[since]),
  askExplicitly: async (scene) => read(scene, null, (await known(scene, who, since)).explicit),
})

const reading = (
  name: string,
  who: Who,
  tables: readonly string[] | undefined,
  runs: number,
): Measured => ({
  name,
  runs,
  kind: 'read',
  aim: tables ? 'guarding' : 'none',
  ask: async (scene) =>
    read(scene, scene.cast[who], (await known(scene, who, 'ever', tables)).guarded),
  askExplicitly: async (scene) =>
    read(scene, null, (await known(scene, who, 'ever', tables)).explicit),
})

export const measured: readonly Measured[] = [
  trip('sync, nothing new, nobody wrote', 'member', 'now', 200),
  trip('sync, nothing new for me, 10,000 rows of others', 'member', 'beforeOthers', 200),
  trip('sync, 20 rows', 'neighbour', 'beforeTwenty', 200),
  trip('first sync of a member, all pages', 'member', 'ever', 60),
  trip('first sync of a secretary, all pages', 'secretary', 'ever', 20),
  trip('first sync of a town clerk, all pages', 'clerk', 'ever', 10),
  reading('a member reads everything', 'member', undefined, 100),
  reading(
    'a secretary reads progress and records',
    'secretary',
    ['study_progress', 'member_records'],
    100,
  ),
  reading('a town clerk reads the records', 'clerk', ['member_records'], 100),
]

async function read({ db }: Scene, user: string | null, questions: string[]): Promise<Sample> {
  const [row] = await db.query<{ ms: number; bytes: number }>(
    'select * from bench.read($1, $2::text[])',
    [user, questions],
  )
  return { ms: row?.ms ?? Number.NaN, bytes: row?.bytes ?? 0, trips: 1 }
}

const remembered = new WeakMap<Scene, Map<string, Promise<Questions>>>()

/** Found out once for each person; it is not part of what is timed. */
function known(
  scene: Scene,
  who: Who,
  since: Since,
  tables?: readonly string[],
): Promise<Questions> {
  const ofScene = remembered.get(scene) ?? new Map<string, Promise<Questions>>()
  remembered.set(scene, ofScene)
  const key = [who, since, ...(tables ?? [])].join(' ')
  const found =
    ofScene.get(key) ?? questionsOf(scene.db, scene.cast[who], stampIn(scene, since), tables)
  ofScene.set(key, found)
  return found
}

/** The transaction a cursor stands at; opaque to phones, but not to this. */
function stampIn({ cursors }: Scene, since: Since): string {
  return since === 'ever' ? '0' : (cursors[since].split('/')[4] ?? '0')
}
