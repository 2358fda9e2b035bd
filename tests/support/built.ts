import { ensureBuilt } from '../../supabase/dev/house.ts'

/** What a browser test or a budget looks at is the app as it would be shipped, never an older one. */
export default async function built() {
  await ensureBuilt()
}
