import type { DeviceDb } from '@/db/device-db'
import { readSetting, writeSetting } from '@/db/settings'

/** Something that was asked from this browser: whom, and the secret to follow it by. */
export interface AskedHere {
  card: string
  member: string
  follow: string
}

const key = 'villagerAsked'
const keptMax = 10

/** What was asked from this browser, newest first: whoever loses the link scans the card again and finds it. */
export async function readAsked(device: DeviceDb): Promise<readonly AskedHere[]> {
  const kept: unknown = JSON.parse(await readSetting(device, key, '[]'))
  return Array.isArray(kept) ? kept.filter(isAsked) : []
}

export async function rememberAsked(device: DeviceDb, asked: AskedHere): Promise<void> {
  const others = (await readAsked(device)).filter(({ follow }) => follow !== asked.follow)
  await writeSetting(device, key, JSON.stringify([asked, ...others].slice(0, keptMax)))
}

function isAsked(kept: unknown): kept is AskedHere {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    ['card', 'member', 'follow'].every(
      (name) => typeof (kept as Record<string, unknown>)[name] === 'string',
    )
  )
}
