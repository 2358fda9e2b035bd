/** Writes the one question that reads every synced table whole, by name and in the words of the wire. */
export const everythingSql = `
  select format('select jsonb_object_agg(name, held)::text as tables from (values %s) as each (name, held)', string_agg(format(
    '(%L, (select jsonb_agg(jsonb_build_array(%s)) from public.%I as t))',
    name, private.wire_columns(name, columns), name), ', ')) as sql
  from private.synced_tables`
