-- The town has one shop, and whoever keeps it is named by the town.
set lock_timeout = '5s';
set statement_timeout = '60s';

create or replace function private.is_post_of(role text, kind text) returns boolean
language sql immutable set search_path = ''
as $$
  select case role
    when 'town_staff' then kind = 'town'
    when 'shopkeeper' then kind = 'town'
    when 'area_coordinator' then kind = 'area'
    when 'stationed_cadre' then kind <> 'town'
    else kind in ('village_branch', 'special_branch')
  end
$$;

-- Points are spent where the shopkeeper says so: no secretary hands that out.
create or replace function private.may_appoint(member_id uuid, org_id uuid, role text) returns boolean
language sql stable set search_path = ''
as $$
  select private.is_town_over(org_id) or (
    role in ('branch_committee', 'liaison')
    and private.keeps_roster_of(org_id)
    and private.branch_of(member_id) = org_id)
$$;

create function private.town_of(member_id uuid) returns uuid
language sql stable set search_path = ''
as $$
  select id from public.orgs
  where kind = 'town' and id in (select private.line_of(private.branch_of(town_of.member_id)))
$$;

-- Whether I keep the shop of this town today. A post of the name below the town keeps nothing.
create function private.keeps_shop(org_id uuid) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from private.my_posts() as post
    join public.orgs as town on town.id = post.org_id and town.kind = 'town'
    where post.role = 'shopkeeper' and post.org_id = keeps_shop.org_id)
$$;

revoke execute on all functions in schema private from public;
