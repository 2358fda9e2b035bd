/** A server a year ahead of the app: one column more on a table it knows, and one table it has never heard of. */
export const newerServer = `
create table if not exists public.village_news (id uuid primary key, say text not null);
alter table public.village_news enable row level security;
do $$ begin
  if not exists (select from private.synced_tables where name = 'village_news') then
    grant select on public.village_news to authenticated;
    create policy "everybody reads the news" on public.village_news for select to authenticated using (true);
    perform private.synced('village_news', 135);
    insert into public.village_news (id, say)
    select md5(n::text)::uuid, 'news ' || n from generate_series(1, 3) as n;
    alter table public.orgs add column motto text default '同心';
    update private.synced_tables
    set columns = columns || '{motto}', page_sql = private.page_sql('orgs', columns || '{motto}', null)
    where name = 'orgs';
  end if;
end $$;`

/** A server that has not been brought up to date yet: the app asks for something it cannot do. */
export const olderServer = `
do $$ begin
  if exists (select from pg_proc where proname = 'record_paper_study' and pronamespace = 'commands'::regnamespace) then
    alter function commands.record_paper_study rename to not_yet_record_paper_study;
  end if;
end $$;`

/** Back to the version the repository has. */
export const asMigrated = `
do $$ begin
  if exists (select from private.synced_tables where name = 'village_news') then
    delete from private.synced_tables where name = 'village_news';
    drop table public.village_news;
    alter table public.orgs drop column motto;
    update private.synced_tables set columns = array_remove(columns, 'motto'),
      page_sql = private.page_sql('orgs', array_remove(columns, 'motto'), null)
    where name = 'orgs';
    perform private.write_touched_since();
  end if;
  if exists (select from pg_proc where proname = 'not_yet_record_paper_study') then
    alter function commands.not_yet_record_paper_study rename to record_paper_study;
  end if;
end $$;`
