/**
 * Places at which a request can be made to stand still on a server with several sessions: after one of its acts, or
 * with its page's snapshot taken and nothing read yet. It stands at a lock that the simulation holds.
 */
const room = 53

export const stops = `
create function sim.stand_still() returns void language plpgsql security definer as $$
begin
  perform pg_advisory_xact_lock(${String(room)}, sim.setting('stop'));
  -- Whoever goes on, and then waits for somebody who waits for it, finds that out at once; nobody else ever looks.
  perform set_config('deadlock_timeout', '1ms', true);
end $$;

create function sim.after_act() returns trigger language plpgsql security definer as $$
begin
  if sim.is_due('stop_in') then
    perform sim.stand_still();
  end if;
  return null;
end $$;
-- Fires once the diary has been written.
create trigger x_stop_after_act after insert on private.command_log for each row execute function sim.after_act();

create or replace function private.room_of(request jsonb) returns int language plpgsql stable as $$
begin
  if sim.setting('stop_reading') = 1 then
    perform set_config('sim.stop_reading', '0', true);
    perform sim.stand_still();
  end if;
  return coalesce(nullif(sim.setting('room'), 0), private.room_asked(request));
end $$;`

/** Said inside a transaction before its work: where it will stand still. */
export const stopAt = (stop: number, after: number): string => `
select set_config('sim.stop', '${String(stop)}', true), set_config('sim.stop_in', '${String(after)}', true),
  set_config('sim.stop_reading', '${after === 0 ? '1' : '0'}', true);`

/** The simulation's own hand on a stop. */
export const hold = (stop: number): string =>
  `select pg_advisory_lock(${String(room)}, ${String(stop)})`
export const letGo = (stop: number): string =>
  `select pg_advisory_unlock(${String(room)}, ${String(stop)})`

/** Whether a session stands at its stop, and for which sessions it waits. */
export const whoWaits = (pid: number): string => `
select pg_blocking_pids(${String(pid)}) as behind, exists (
  select from pg_locks
  where pid = ${String(pid)} and not granted and locktype = 'advisory' and classid = ${String(room)} and objsubid = 2
) as stands`
