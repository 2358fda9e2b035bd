import type { Backend } from './backend.ts'

/** Fills an empty database with the demo town; answers false when somebody already lives there. */
export async function settleDemoTown(
  backend: Backend,
  args: readonly string[] = [],
): Promise<boolean> {
  const [town] = await backend.db.query('select id from public.orgs limit 1')
  if (town) return false
  const { seedTown, readSeedArgs } = await import('../seed/seed.ts')
  await seedTown(backend.db, {
    ...readSeedArgs(args),
    storeFile: (path: string, bytes: Uint8Array) => backend.storeFile('materials', path, bytes),
  })
  return true
}
