-- Photos of a meeting: that there is one travels, the picture is looked at online.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table public.meeting_photos (
  id uuid primary key,
  meeting_id uuid not null references public.meetings (id),
  branch_id uuid not null references public.orgs (id),
  -- As with minutes: the branch whose members may look at it.
  open_to uuid references public.orgs (id),
  words text not null default '' check (char_length(words) <= 100),
  added_by uuid not null references public.members (id),
  added_at timestamptz not null default now()
);
comment on table public.meeting_photos is 'A photo of a meeting; the picture itself is in `private.evidence` under the same id.';
create index meeting_photos_meeting_id_idx on public.meeting_photos (meeting_id);
create index meeting_photos_open_to_idx on public.meeting_photos (open_to);
create index meeting_photos_added_by_idx on public.meeting_photos (added_by);
alter table public.meeting_photos enable row level security;
grant select on public.meeting_photos to authenticated;
select private.synced('meeting_photos', 145);
create index meeting_photos_branch_id_idx on public.meeting_photos (branch_id, changed_in);
select private.remembers_removals('meeting_photos', 'peers', '{branch_id}', '{}');

create policy "members see which photos there are of their meetings"
on public.meeting_photos for select to authenticated
using (open_to = (select private.my_branch()) or branch_id = any (array(select private.my_branches())));

create function commands.add_meeting_photo(meeting_photo_id uuid, meeting_id uuid, photo text, words text default '') returns void
language plpgsql set search_path = ''
as $$
declare
  meeting public.meetings := private.meeting_held(meeting_id);
begin
  perform private.require(private.may_write(meeting.org_id));
  if meeting.state = 'called_off' then
    perform private.refuse('meeting-over');
  end if;
  if (select count(*) from public.meeting_photos as kept where kept.meeting_id = add_meeting_photo.meeting_id) >= 12 then
    perform private.refuse('enough-photos');
  end if;
  insert into public.meeting_photos (id, meeting_id, branch_id, open_to, words, added_by)
  values (meeting_photo_id, meeting_id, meeting.org_id, case when meeting.expects <> 'committee' then meeting.org_id end,
    trim(words), private.me());
  perform private.keep_evidence(meeting_photo_id, private.me(), photo);
end
$$;

create function commands.remove_meeting_photo(meeting_photo_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.may_write(
    (select kept.branch_id from public.meeting_photos as kept where kept.id = meeting_photo_id)));
  delete from public.meeting_photos as kept where kept.id = meeting_photo_id;
  delete from private.evidence as kept where kept.id = meeting_photo_id;
end
$$;

-- The picture of a meeting: for the members it is open to, and those who keep or look after the branch's records.
create function public.meeting_photo(photo_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  kept public.meeting_photos := (select shot from public.meeting_photos as shot where shot.id = photo_id);
begin
  if private.me() is null
    or (kept.open_to = private.my_branch() or private.may_see_attendance(kept.branch_id)) is not true then
    return private.not_allowed();
  end if;
  return jsonb_build_object('photo', (
    select replace(encode(given.photo, 'base64'), E'\n', '') from private.evidence as given where given.id = photo_id));
end
$$;
comment on function public.meeting_photo(uuid) is
  'Definer: photos guard themselves; answers those who may read what was written down of the meeting.';

select private.open_door('public.meeting_photo(uuid)');

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
