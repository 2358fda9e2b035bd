import type { Line } from './line.ts'

interface Known {
  me: string
  branch: string
  tree: string[]
  reach: string[]
  branches: string[]
  assignments: string[]
  materials: string[]
}

const any = (ids: readonly string[]) => `any ('{${ids.join(',')}}'::uuid[])`

/** For each synced table, the condition that its policy comes down to for one person. */
const conditions: Readonly<Record<string, (who: Known) => string>> = {
  orgs: ({ tree }) => `id = ${any(tree)}`,
  appointments: ({ tree }) => `org_id = ${any(tree)}`,
  directory_cards: ({ me, branch, reach }) =>
    `(branch_id = ${any([branch, ...reach])} or id = '${me}')`,
  study_assignments: ({ assignments }) => `id = ${any(assignments)}`,
  materials: ({ materials }) => `id = ${any(materials)}`,
  material_files: ({ materials }) => `material_id = ${any(materials)}`,
  material_bodies: ({ materials }) => `id = ${any(materials)}`,
  study_progress: ({ me, branches }) => `(member_id = '${me}' or branch_id = ${any(branches)})`,
  member_records: ({ me, reach }) => `(id = '${me}' or branch_id = ${any(reach)})`,
  category_assignments: ({ me, reach }) => `(member_id = '${me}' or branch_id = ${any(reach)})`,
  branch_transfers: ({ me, reach }) =>
    `(member_id = '${me}' or branch_id = ${any(reach)} or from_branch_id = ${any(reach)})`,
  elder_helpers: ({ me, branches }) =>
    `(elder_id = '${me}' or helper_id = '${me}' or branch_id = ${any(branches)})`,
  home_lessons: ({ me, branches }) =>
    `(elder_id = '${me}' or helper_id = '${me}' or branch_id = ${any(branches)})`,
}

export interface Questions {
  /** As the person asks, trusting row-level security. */
  guarded: string[]
  /** The same rows for a superuser, with the condition written out. */
  explicit: string[]
}

/** The rows of some synced tables (all, when none are named) that changed since, asked in both ways. */
export async function questionsOf(
  db: Line,
  user: string,
  since: string,
  names?: readonly string[],
): Promise<Questions> {
  const [row] = await db.query<{ known: Known }>('select bench.known($1) as known', [user])
  const tables = await db.query<{ name: string; columns: string[] }>(
    'select name, columns from private.synced_tables order by place',
  )
  if (!row) throw new Error('nobody is known by this sign-in')
  const wanted = tables.filter(({ name }) => names?.includes(name) ?? true)
  const ask = (name: string, columns: readonly string[], condition: string) => `
    select coalesce(jsonb_agg(jsonb_build_array(${columns.map((column) => `t.${column}`).join(', ')})), '[]')
    from (
      select * from public.${name} where changed_in >= '${since}' and ${condition} order by changed_in, id
    ) as t`
  return {
    guarded: wanted.map(({ name, columns }) => ask(name, columns, 'true')),
    explicit: wanted.map(({ name, columns }) => ask(name, columns, conditionOf(name, row.known))),
  }
}

function conditionOf(table: string, known: Known): string {
  const condition = conditions[table]
  if (!condition) throw new Error(`no explicit condition is written for ${table}`)
  return condition(known)
}
