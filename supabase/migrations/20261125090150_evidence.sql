-- Photos that people give with their word: a receipt, a certificate, the state of a road. Never on another's phone.
set lock_timeout = '5s';
set statement_timeout = '60s';

create table private.evidence (
  -- The id of what it was given with: a committee's word, an objection.
  id uuid primary key,
  member_id uuid not null references public.members (id),
  given_by uuid not null references public.members (id),
  photo bytea not null check (octet_length(photo) <= 204800),
  given_at timestamptz not null default now()
);
comment on table private.evidence is 'A photo that stands behind a word about a member, as a JPEG of at most 200 KB; read online only.';
create index evidence_member_id_idx on private.evidence (member_id);
create index evidence_given_by_idx on private.evidence (given_by);
alter table private.evidence enable row level security;

-- Keeps a photo that came as Base64. Refused with `bad-photo` when it is no JPEG, with `too-big` over 200 KB.
create function private.keep_evidence(id uuid, member_id uuid, photo text) returns void
language plpgsql set search_path = ''
as $$
declare
  bytes bytea;
begin
  if photo is null then
    return;
  end if;
  if length(photo) > 280000 then
    perform private.refuse('too-big');
  end if;
  -- Read as letters first: what is no Base64 must not reach `decode`, whose complaint would pass for a fault of ours.
  if photo !~ '^[A-Za-z0-9+/]+={0,2}$' or length(photo) % 4 <> 0 then
    perform private.refuse('bad-photo');
  end if;
  bytes := decode(photo, 'base64');
  if octet_length(bytes) > 204800 then
    perform private.refuse('too-big');
  end if;
  if octet_length(bytes) < 100 or substring(bytes from 1 for 3) <> '\xffd8ff'::bytea then
    perform private.refuse('bad-photo');
  end if;
  insert into private.evidence (id, member_id, given_by, photo)
  values (keep_evidence.id, keep_evidence.member_id, private.me(), bytes);
end
$$;

revoke execute on all functions in schema private from public;
