-- What secretaries and the town do about people: take them in, write their card and record, place and appoint them.
set lock_timeout = '5s';
set statement_timeout = '60s';

create function private.may_write(org_id uuid) returns boolean
language sql stable set search_path = ''
as $$ select org_id in (select private.my_writing()) $$;

create function private.is_town_over(org_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select is_town_over.org_id in (
    select private.below(array(select post.org_id from private.my_posts() as post where post.role = 'town_staff')))
$$;

-- Secretary of exactly this branch, or town staff above it.
create function private.keeps_roster_of(branch_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (select from private.my_posts() where role = 'branch_secretary' and org_id = keeps_roster_of.branch_id)
    or private.is_town_over(branch_id)
$$;

create function private.require(allowed boolean) returns void
language plpgsql set search_path = ''
as $$
begin
  if allowed is not true then
    perform private.refuse('not-allowed');
  end if;
end
$$;

-- The secretary of a branch, or the town, takes in a member.
create function commands.register_member(
  member_id uuid, branch_id uuid, name text, pinyin text, born_on date, sex text, joined_on date, phone text,
  category text, from_day date
) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.keeps_roster_of(branch_id));
  if not exists (select from public.orgs where id = branch_id and kind in ('village_branch', 'special_branch')) then
    perform private.refuse('not-a-branch');
  end if;
  insert into public.members (id, branch_id) values (member_id, branch_id);
  insert into public.directory_cards (id, branch_id, name, pinyin) values (member_id, branch_id, name, pinyin);
  insert into public.member_records (id, branch_id, born_on, sex, phone, joined_on)
  values (member_id, branch_id, born_on, sex, nullif(phone, ''), joined_on);
  -- The first row of the category history carries the member's own id, so that the phone can write it too.
  insert into public.category_assignments (id, member_id, branch_id, category, from_day, basis, decided_by)
  values (member_id, member_id, branch_id, category, from_day, '', private.me());
end
$$;

-- Members write their own promise and decide whether their number is shared; the secretary writes all of it.
create function commands.edit_directory_card(
  member_id uuid, name text, pinyin text, post text, promise text, phone_shared boolean
) returns void
language plpgsql set search_path = ''
as $$
declare
  keeps boolean := private.keeps_roster_of(private.branch_of(member_id));
begin
  perform private.require(keeps or member_id = private.me());
  update public.directory_cards as card
  set
    name = case when keeps then edit_directory_card.name else card.name end,
    pinyin = case when keeps then edit_directory_card.pinyin else card.pinyin end,
    post = case when keeps then nullif(edit_directory_card.post, '') else card.post end,
    promise = nullif(edit_directory_card.promise, ''),
    phone = case when phone_shared then (select record.phone from public.member_records as record where record.id = card.id) end
  where card.id = member_id;
end
$$;

-- The secretary, or the town, corrects the record; a shared number on the card follows it.
create function commands.edit_member_record(member_id uuid, born_on date, sex text, phone text, joined_on date)
returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.keeps_roster_of(private.branch_of(member_id)));
  update public.member_records as record
  set born_on = edit_member_record.born_on, sex = edit_member_record.sex, phone = nullif(edit_member_record.phone, ''),
    joined_on = edit_member_record.joined_on
  where record.id = member_id;
  update public.directory_cards as card set phone = nullif(edit_member_record.phone, '')
  where card.id = member_id and card.phone is not null;
end
$$;

-- The town decides to which category a member belongs from a day on.
create function commands.assign_category(assignment_id uuid, member_id uuid, category text, from_day date, basis text)
returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(member_id);
begin
  perform private.require(private.is_town_over(branch));
  insert into public.category_assignments (id, member_id, branch_id, category, from_day, basis, decided_by)
  values (assignment_id, member_id, branch, category, from_day, basis, private.me());
end
$$;

-- The town moves a member to another branch. What is known of the member goes along; posts and help in the old end.
create function commands.transfer_member(transfer_id uuid, member_id uuid, to_branch_id uuid, on_day date, reason text)
returns void
language plpgsql set search_path = ''
as $$
declare
  old_branch_id uuid;
begin
  select branch_id into old_branch_id from public.members where id = member_id for update;
  perform private.require(private.is_town_over(old_branch_id) and private.is_town_over(to_branch_id));
  if not exists (select from public.orgs where id = to_branch_id and kind in ('village_branch', 'special_branch')) then
    perform private.refuse('not-a-branch');
  end if;
  if old_branch_id = to_branch_id then
    perform private.refuse('already-there');
  end if;
  insert into public.branch_transfers (id, member_id, from_branch_id, branch_id, on_day, reason, decided_by)
  values (transfer_id, member_id, old_branch_id, to_branch_id, on_day, reason, private.me());
  perform private.move_rows_of(member_id, old_branch_id, to_branch_id);
  perform private.void_cards_from_below(member_id);
end
$$;

create function private.move_rows_of(member_id uuid, old_branch_id uuid, to_branch_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  moving text;
begin
  update public.members set branch_id = to_branch_id where id = move_rows_of.member_id;
  update public.directory_cards set branch_id = to_branch_id where id = move_rows_of.member_id;
  update public.member_records set branch_id = to_branch_id where id = move_rows_of.member_id;
  for moving in select name from private.synced_tables where moves order by place loop
    execute format('update public.%I set branch_id = $1 where member_id = $2', moving) using to_branch_id, member_id;
  end loop;
  -- A task of the branch that is left reaches nobody any more, and must not show its piece to the new one.
  delete from public.study_assignments as row
  where row.member_id = move_rows_of.member_id and row.org_id not in (select private.line_of(to_branch_id));
  update public.study_assignments as row set branch_id = to_branch_id where row.member_id = move_rows_of.member_id;
  update public.elder_helpers as link
  set until_day = greatest(private.today() - 1, link.from_day - 1)
  where move_rows_of.member_id in (link.elder_id, link.helper_id)
    and (link.until_day is null or link.until_day >= private.today());
  update public.appointments as post
  set until_day = greatest(private.today() - 1, post.from_day - 1)
  where post.member_id = move_rows_of.member_id and post.org_id = old_branch_id
    and post.role in ('branch_secretary', 'branch_committee', 'shopkeeper', 'liaison')
    and (post.until_day is null or post.until_day >= private.today());
end
$$;

-- Which posts exist at which kind of organisation.
create function private.is_post_of(role text, kind text) returns boolean
language sql immutable set search_path = ''
as $$
  select case role
    when 'town_staff' then kind = 'town'
    when 'area_coordinator' then kind = 'area'
    when 'stationed_cadre' then kind <> 'town'
    else kind in ('village_branch', 'special_branch')
  end
$$;

-- The town may give and end any post below it; a secretary the lesser posts of their own branch, to its members.
create function private.may_appoint(member_id uuid, org_id uuid, role text) returns boolean
language sql stable set search_path = ''
as $$
  select private.is_town_over(org_id) or (
    role in ('branch_committee', 'liaison', 'shopkeeper')
    and private.keeps_roster_of(org_id)
    and private.branch_of(member_id) = org_id)
$$;

create function commands.appoint(
  appointment_id uuid, member_id uuid, org_id uuid, role text, from_day date, until_day date default null
) returns void
language plpgsql set search_path = ''
as $$
begin
  -- Whoever gives somebody a post must answer for the person, too: it voids their cards, and another town must not.
  perform private.require(
    private.keeps_roster_of(private.branch_held(member_id)) and private.may_appoint(member_id, org_id, role));
  if not (select private.is_post_of(role, orgs.kind) from public.orgs where orgs.id = org_id) then
    perform private.refuse('role-not-here');
  end if;
  insert into public.appointments (id, member_id, org_id, role, from_day, until_day)
  values (appointment_id, member_id, org_id, role, from_day, until_day);
  if org_id <> private.branch_of(member_id) then
    perform private.void_cards_from_below(member_id);
  end if;
end
$$;

create function commands.end_appointment(appointment_id uuid, until_day date) returns void
language plpgsql set search_path = ''
as $$
declare
  post public.appointments;
begin
  select * into post from public.appointments where id = appointment_id for update;
  perform private.require(private.may_appoint(post.member_id, post.org_id, post.role));
  update public.appointments as ended
  set until_day = greatest(end_appointment.until_day, ended.from_day - 1)
  where ended.id = appointment_id;
end
$$;

-- The town keeps a member out, at once; and lets them in again.
create function commands.suspend_member(member_id uuid, reason text) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(private.branch_of(member_id)));
  update public.members set suspended_at = now(), suspended_reason = nullif(reason, '')
  where id = member_id and suspended_at is null;
end
$$;

create function commands.restore_member(member_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.is_town_over(private.branch_of(member_id)));
  update public.members set suspended_at = null, suspended_reason = null where id = member_id;
end
$$;

-- The secretary names a helper for an elder; both belong to the branch.
create function commands.name_helper(helper_link_id uuid, elder_id uuid, helper_id uuid, from_day date) returns void
language plpgsql set search_path = ''
as $$
declare
  branch uuid := private.branch_held(elder_id);
begin
  perform private.require(private.keeps_roster_of(branch));
  if elder_id = helper_id or private.branch_held(helper_id) is distinct from branch then
    perform private.refuse('not-in-the-branch');
  end if;
  insert into public.elder_helpers (id, elder_id, helper_id, branch_id, from_day)
  values (helper_link_id, elder_id, helper_id, branch, from_day);
end
$$;

-- An end only ever comes sooner: a link that a move has ended would else reach into another branch again.
create function commands.end_helper(helper_link_id uuid, until_day date) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require(private.keeps_roster_of(
    (select elder_helpers.branch_id from public.elder_helpers where id = helper_link_id)));
  update public.elder_helpers as link
  set until_day = least(link.until_day, greatest(end_helper.until_day, link.from_day - 1))
  where link.id = helper_link_id;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on all functions in schema commands from public;
