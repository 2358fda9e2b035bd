import { tableNames, tables, type TableName } from '../../peers/engine.ts'
import { branch, idOf, secretary } from './ids.ts'

const town = idOf('town')
const mine = branch(0)

/** What the secretary sees, in plain conditions: the floor pays for no policy. */
const seen: Record<TableName, string> = {
  orgs: `id in ('${town}', '${mine}')`,
  appointments: `org_id in ('${town}', '${mine}')`,
  directory_cards: `branch_id = '${mine}'`,
  study_assignments: 'true',
  materials: 'true',
  material_files: 'true',
  study_progress: `branch_id = '${mine}'`,
  member_records: `branch_id = '${mine}'`,
  category_assignments: `branch_id = '${mine}'`,
  branch_transfers: `'${mine}' in (branch_id, from_branch_id)`,
  elder_helpers: `branch_id = '${mine}'`,
  home_lessons: `branch_id = '${mine}'`,
  material_bodies: 'true',
}

const rowsOf = (table: TableName) =>
  `'${table}', (select coalesce(jsonb_agg(jsonb_build_object(${tables[table]
    .map((column) => `'${column}', t.${column}`)
    .join(
      ', ',
    )})), '[]') from public.peer_${table} as t where ${seen[table]} and updated_at > since)`

/** Two functions that do the least anybody could: all rows since a moment in one JSON, and rows put as they are. */
export const floorFunctions = `
create function public.bench_floor_read(since timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('now', now(), 'tables', jsonb_build_object(${tableNames.map(rowsOf).join(',\n    ')}))
$$;
create function public.bench_floor_keep(acts jsonb) returns int
language sql security definer set search_path = '' as $$
  with said as (
    update public.peer_study_progress as kept set reached_permille = (act ->> 'permille')::int
    from jsonb_array_elements(case jsonb_typeof(acts) when 'string' then (acts #>> '{}')::jsonb else acts end) as act
    where kept.id = '${secretary}:' || (act ->> 'materialId')
    returning 1
  )
  select count(*)::int from said
$$;
grant execute on function public.bench_floor_read(timestamptz), public.bench_floor_keep(jsonb) to authenticated;`
