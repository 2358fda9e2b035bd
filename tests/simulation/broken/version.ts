import { readFileSync } from 'node:fs'
import type { Patch } from '../runner/bundle.ts'
import { quote } from '../town/quote.ts'

/** A phone or a town in which one promise is broken. If it goes unnoticed, the green run proves nothing. */
export interface BrokenVersion {
  /** What it gets wrong, in one sentence. */
  readonly wrong: string
  readonly town?: string
  readonly phone?: readonly Patch[]
}

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

/** Told before anything is run: a break that no longer fits its file would break nothing. From the project's own folder. */
export function fits({ file, from }: Patch): boolean {
  return readFileSync(file, 'utf8').includes(from)
}
