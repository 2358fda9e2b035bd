-- What a villager said about something that nobody finishes is not kept for ever either: a year after the last step, it goes.
set lock_timeout = '5s';
set statement_timeout = '60s';

alter table private.request_words alter column erase_on set default (private.today() + 365);
update private.request_words set erase_on = private.today() + 365 where erase_on is null;

create function private.request_moved_on() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update private.request_words set erase_on = private.today() + 365 where id = new.request_id;
  return null;
end
$$;
comment on function private.request_moved_on() is
  'Definer: words guard themselves; whoever takes a step, the house counts the year anew.';
-- What ends a request says itself how long its words are kept.
create trigger request_moved_on
after insert on private.request_steps
for each row when (new.what not in ('done', 'closed'))
execute function private.request_moved_on();

revoke execute on all functions in schema private from public;
