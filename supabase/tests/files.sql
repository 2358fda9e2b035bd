-- Sounds and pictures in the bucket: who may open, put and take them away.
begin;
\ir support/village.psql
select plan(16);

insert into storage.objects (bucket_id, name) select 'materials', path from public.material_files;
insert into storage.objects (bucket_id, name) values ('materials', tests.id('Willow Village') || '/' || tests.id('Old Zhou'));

-- The pieces whose file the acting person may open.
create function tests.opens() returns text[] language sql as
$$
  select coalesce(array_agg(names.name order by names.name collate "C"), '{}')
  from storage.objects join tests.names on names.id::text = split_part(objects.name, '/', 2)
$$;
create function tests.puts(folder text, bucket text default 'materials') returns text language plpgsql as
$$
begin
  insert into storage.objects (bucket_id, name) values (bucket, folder || '/' || gen_random_uuid());
  return 'ok';
exception when insufficient_privilege then
  return 'refused';
end
$$;
create function tests.takes(which text) returns bigint language plpgsql as
$$
declare
  taken bigint;
begin
  delete from storage.objects where name like '%/' || tests.id(which);
  get diagnostics taken = row_count;
  return taken;
end
$$;

select tests.act_as('Young Wu');
select is(tests.opens(), array['Plan', 'Rice'], 'a member opens the files of what they may read');
select tests.act_as('Old Chen');
select is(tests.opens(), array['Fraud', 'Peaches', 'Plan'], 'a member of another branch those of theirs');
select tests.act_as('Coordinator Li');
select is(tests.opens(), array['Fraud', 'Peaches', 'Plan', 'Rice'], 'an area coordinator those of the area');
select tests.act_as('Secretary Wang');
select is(tests.opens(), array['Draft of Willow', 'Fraud', 'Old Zhou', 'Plan', 'Rice'], 'a secretary also what is still being written');
select tests.sign_out();
select is(tests.opens(), '{}', 'a visitor opens none');

select tests.act_as('Secretary Wang');
select is(tests.puts(tests.id('Willow Village')::text), 'ok', 'a secretary puts a file into the folder of the branch');
select is(tests.puts(tests.id('Peach Village')::text), 'refused', 'into no other');
select is(tests.puts(tests.id('Willow Village') || '/deep'), 'refused', 'at no other depth');
select is(tests.puts('..'), 'refused', 'and by no back way');
select tests.act_as('Young Wu');
select is(tests.puts(tests.id('Willow Village')::text), 'refused', 'a member puts none');
select tests.act_as('Cadre Qian');
select is(tests.puts(tests.id('Willow Village')::text), 'refused', 'nor does a cadre');

select tests.act_as('Young Wu');
select is(tests.takes('Rice'), 0::bigint, 'a member takes none away');
select tests.act_as('Secretary Wang');
select is(tests.takes('Rice'), 0::bigint, 'nor does a secretary while it belongs to a piece');
select is(tests.takes('Old Zhou'), 1::bigint, 'only one that belongs to nothing');
select is(tests.takes('Peaches'), 0::bigint, 'and none of another branch');
with changed as (update storage.objects set name = name || 'x' returning 1)
select is((select count(*) from changed), 0::bigint, 'a file once put is never changed');

select * from finish();
rollback;
