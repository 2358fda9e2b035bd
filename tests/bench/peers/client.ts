import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Row } from './columns.ts'
import type { Config } from './engine.ts'

/**
 * A client as every one of these libraries asks for it, signed in as the member the bench runs for.
 *
 * There is no realtime server in the bench (a phone on a bad line has no lasting socket either). A library that wants
 * one gets a socket that never opens, so that it does not spend the slow line on trying again.
 */
export const connect = ({ api, key, token }: Config): SupabaseClient =>
  createClient(api, key, {
    accessToken: () => Promise.resolve(token),
    realtime: { transport: SilentSocket as unknown as typeof WebSocket },
    global: { fetch: (address, options) => fetch(unquoted(address), options) },
  })

/** PostgREST reads `"updated_at".gt.…` in an `or` as `updated_at.gt.…`; the embedded server takes only the second. */
function unquoted(address: RequestInfo | URL): RequestInfo | URL {
  if (typeof address !== 'string' || !address.includes('or=')) return address
  const url = new URL(address)
  const either = url.searchParams.get('or')
  if (either !== null) url.searchParams.set('or', either.replace(/"(\w+)"\./g, '$1.'))
  return url
}

class SilentSocket {
  readonly readyState = 0
  readonly bufferedAmount = 0
  onopen = null
  onclose = null
  onerror = null
  onmessage = null
  send(): void {
    // Never open, so nothing is ever said.
  }
  close(): void {
    // Nor is there anything to close.
  }
}

/** All of it, even when a part fails; then the first fault. */
export async function all(work: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(work)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

const pageRows = 1000

interface Page {
  data: Row[] | null
  error: { message: string } | null
}

/**
 * Everything, in pages as large as the server allows, each asked for from the last row of the one before: by numbers
 * (`range`) the server would go through all earlier rows again for every page.
 */
export async function inPages(
  page: (last: Row | undefined, limit: number) => PromiseLike<Page>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const { data, error } = await page(rows.at(-1), pageRows)
    if (error) throw new Error(error.message)
    rows.push(...(data ?? []))
    if ((data ?? []).length < pageRows) return rows
  }
}
