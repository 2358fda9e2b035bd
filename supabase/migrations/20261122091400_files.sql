-- Sounds and pictures: the bucket `materials`, with every file under <org>/<file>.
set lock_timeout = '5s';
set statement_timeout = '60s';

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('materials', 'materials', false, 52428800, array[
  'audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/webm', 'audio/wav', 'image/png', 'image/jpeg', 'image/webp'
])
on conflict (id) do nothing;

create function private.folders_i_write() returns setof text
language sql stable security definer set search_path = ''
as $$ select org_id::text from private.my_writing() as org_id $$;
comment on function private.folders_i_write() is
  'Definer: see my_writing, of which this is the writing as a folder name.';
revoke execute on function private.folders_i_write() from public;
grant execute on function private.folders_i_write() to authenticated;

create policy "whoever sees a piece opens its files, writers all of theirs"
on storage.objects for select to authenticated
using (
  bucket_id = 'materials'
  and (
    name in (select material_files.path from public.material_files)
    or split_part(name, '/', 1) in (select private.folders_i_write())
  )
);

create policy "writers put files into the folder of their organisation"
on storage.objects for insert to authenticated
with check (
  bucket_id = 'materials'
  and name ~ '^[0-9a-f-]{36}/[0-9a-f-]{36}$'
  and split_part(name, '/', 1) in (select private.folders_i_write())
);

create policy "writers take away files of their folder that belong to nothing"
on storage.objects for delete to authenticated
using (
  bucket_id = 'materials'
  and split_part(name, '/', 1) in (select private.folders_i_write())
  and name not in (select material_files.path from public.material_files)
);
