import { backgroundTag } from '@/domain/signals'

interface WithSync {
  sync: { register(tag: string): Promise<void> }
}

const canSync = (registration: object): registration is WithSync => 'sync' in registration

/** Lets the phone send even after the app is closed, where the browser can; elsewhere the next opening does. */
export async function askForBackgroundSync(
  worker: Pick<ServiceWorkerContainer, 'getRegistration'> | undefined,
): Promise<boolean> {
  const registration = await worker?.getRegistration()
  if (!registration || !canSync(registration)) return false
  try {
    await registration.sync.register(backgroundTag)
    return true
  } catch {
    return false // The person or the browser has forbidden background work.
  }
}
