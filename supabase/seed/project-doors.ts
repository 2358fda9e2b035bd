/** Where a Supabase project answers, and the key of its owner. */
export interface Door {
  url: string
  key: string
}

/** Signs somebody up as the project's owner; answers the user's id. */
export async function createUser(door: Door, email: string, password: string): Promise<string> {
  // Confirmed at once: nobody reads letters at an address that ends in .invalid.
  const body = JSON.stringify({ email, password, email_confirm: true })
  const answer = await post(door, '/auth/v1/admin/users', body, 'application/json')
  return ((await answer.json()) as { id: string }).id
}

/** Keeps a file of the bucket `materials`, in place of one of the same name. */
export async function upload(
  door: Door,
  path: string,
  bytes: Uint8Array,
  mime: string,
): Promise<void> {
  await post(door, `/storage/v1/object/materials/${path}`, new Uint8Array(bytes), mime, {
    'x-upsert': 'true',
  })
}

async function post(
  { url, key }: Door,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const headers = { apikey: key, authorization: `Bearer ${key}`, 'content-type': type, ...more }
  const answer = await fetch(new URL(path, url), { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer
}
