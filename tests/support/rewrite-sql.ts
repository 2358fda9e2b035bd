import { quote } from '../simulation/town/quote.ts'

/** Replaces a piece of a function's text; a break that no longer fits the text is itself an error. */
export const rewrite = (name: string, from: string, to: string): string => `
do $break$
declare
  was text := pg_get_functiondef(${quote(name)}::regproc);
begin
  if position(${quote(from)} in was) = 0 then
    raise exception 'nothing to break in ${name}';
  end if;
  execute replace(was, ${quote(from)}, ${quote(to)});
end
$break$;`
