/**
 * One row of the table: a way of keeping ten thousand rows on a phone in step with a server. Each runs alone inside a
 * page of its own, in a browser profile that is new in every repetition.
 *
 * An engine lives in `tests/bench/peers/<name>/engine.ts` (ours, the floor and the plain one in
 * `tests/bench/sync/engines/<name>.ts`) and exports `const engine: Engine`. The harness bundles each into one small
 * page with Vite; the script's size is what that build weighs after gzip, without what is imported dynamically.
 *
 * What it finds at the server, through PostgREST at `api` (`<api>/rest/v1/…`, headers `apikey: key` and
 * `authorization: Bearer token`), for each name in `tables`:
 *
 * - `public.peer_<table>`: the columns in `tables`, the same rows and values the app's own table shows this member, and
 *   - `updated_at timestamptz not null`: set to `now()` by a trigger on every insert and update, as Supabase's own
 *     `moddatetime` does; an index on `(updated_at, id)`;
 *   - `_deleted boolean not null default false`.
 *   The primary key is `id`, a uuid but for `study_progress`, where it is the text `<member_id>:<material_id>`.
 * - Row-level security lets this member read what the app's own policies let them read (deleted rows too), insert and
 *   update their own rows of `peer_study_progress`, and update `questions` in `peer_material_bodies`.
 * - `tests/bench/peers/<name>/server.sql`, where there is one, has been run as the database's owner: for an engine that
 *   wants its own functions on the server.
 * - At most 1000 rows per answer (PostgREST's `max_rows`). Column lists are the engine's own choice: take what you need.
 */
export interface Engine {
  /** Opens the local store, which may be filled from an earlier visit. No network. */
  open(config: Config): Promise<void>
  /** Fills an empty store until everything this member may see is here; calls back once, when `firstScreen` would find all its rows. */
  firstSync(onFirstScreen: () => void): Promise<void>
  /** Until the phone knows everything that has changed on the server. */
  sync(): Promise<void>
  /** Says, for each piece named, that I have come so far with it; kept locally and durably, no network. */
  actOffline(acts: readonly Act[]): Promise<void>
  /** Writes new questions beside the 8 KB text they share a row with; kept locally, no network. */
  editOffline(bodyId: string, questions: readonly string[]): Promise<void>
  /** Until the server has everything that waits here and has said so. Throws when it cannot; may be called again. */
  send(): Promise<void>
  /** What the home screen reads at start, from the local store; `firstScreenTables` says what that is. */
  firstScreen(): Promise<FirstScreen>
  /** How many living rows the local store holds, by the table's name as in `tables`. */
  rows(): Promise<Record<string, number>>
  /** One row as the local store has it, under the column names of `tables`; undefined when it is not there (or deleted). */
  row(table: TableName, id: string): Promise<Readonly<Record<string, unknown>> | undefined>
  close(): Promise<void>
}

export interface Config {
  /** Where the server is, without a slash at the end; another origin than the page's. */
  api: string
  key: string
  token: string
  /** The member's id. */
  me: string
  /** A name for the local store. */
  database: string
}

export interface Act {
  materialId: string
  /** Further than what the server has. The row of progress is there already. */
  permille: number
}

/** What the home screen needs: all of these rows, as objects. */
export interface FirstScreen {
  /** All of them; without their texts. */
  materials: readonly unknown[]
  /** All of them. */
  study_assignments: readonly unknown[]
  /** Those whose `member_id` is me. */
  study_progress: readonly unknown[]
  /** The one whose `id` is me. */
  directory_cards: readonly unknown[]
  /** All of them. */
  orgs: readonly unknown[]
  /** Those whose `member_id` is me. */
  category_assignments: readonly unknown[]
}

/** The tables and the columns a phone uses, in the order the app's own server delivers them. Dates are text, `jsonb` is JSON. */
export const tables = {
  orgs: ['id', 'parent_id', 'kind', 'name'],
  appointments: ['id', 'member_id', 'org_id', 'role', 'from_day', 'until_day'],
  directory_cards: ['id', 'branch_id', 'name', 'pinyin', 'photo_path', 'post', 'promise', 'phone'],
  study_assignments: [
    ...['id', 'material_id', 'org_id', 'category', 'member_id', 'due_on', 'assigned_by'],
    'assigned_at',
  ],
  materials: [
    ...['id', 'org_id', 'topic', 'title', 'summary', 'minutes', 'from_day', 'until_day', 'status'],
    ...['author_id', 'published_at', 'edited_at', 'question_count'],
  ],
  material_files: ['id', 'material_id', 'kind', 'path', 'mime', 'bytes', 'seconds', 'name'],
  study_progress: [
    ...['id', 'member_id', 'branch_id', 'material_id', 'reached_permille', 'heard_seconds'],
    ...['finished_at', 'finished_on', 'counted_minutes', 'source', 'answers'],
  ],
  member_records: ['id', 'branch_id', 'born_on', 'sex', 'phone', 'joined_on'],
  category_assignments: [
    ...['id', 'member_id', 'branch_id', 'category', 'from_day', 'basis', 'decided_by'],
    'decided_at',
  ],
  branch_transfers: [
    ...['id', 'member_id', 'from_branch_id', 'branch_id', 'on_day', 'reason', 'decided_by'],
    'decided_at',
  ],
  elder_helpers: ['id', 'elder_id', 'helper_id', 'branch_id', 'from_day', 'until_day'],
  home_lessons: [
    ...['id', 'elder_id', 'helper_id', 'branch_id', 'material_id', 'given_on', 'place', 'note'],
    ...['acknowledged', 'recorded_at'],
  ],
  material_bodies: ['id', 'body', 'questions'],
} as const satisfies Record<string, readonly string[]>

export type TableName = keyof typeof tables

export const tableNames = Object.keys(tables) as readonly TableName[]

/** Delivered before the rest, by engines that can choose. */
export const firstScreenTables = [
  ...(['orgs', 'directory_cards', 'study_assignments', 'materials'] as const),
  ...(['category_assignments', 'study_progress'] as const),
] as const satisfies readonly (keyof FirstScreen)[]
