/** Rows of a table that no agreed act has made, and agreed acts whose row is missing; `id` finds it in the act's `args`. */
export const ids = (table: string, commands: string, id: string) => `
  select format('%s %s %s', '${table}', coalesce(made.id, row.id),
    case when made.id is null then 'nobody made' else 'was agreed to and is not there' end) as wrong
  from (
    select id from template.${table}
    union select (${id})::uuid from agreed where name in (${commands})
  ) as made full join public.${table} as row on row.id = made.id
  where made.id is null or row.id is null`
