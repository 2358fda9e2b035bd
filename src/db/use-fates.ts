import { useLive } from './use-live'
import { usePhone } from './use-phone'
import type { CommandName } from '@/domain/synced'

/** How an act went: still on its way, agreed to, or refused. */
export type Fate =
  { kind: 'sending' } | { kind: 'agreed' } | { kind: 'refused'; code: string; noticeId: number }

/**
 * Follows acts of one name to the server's word. `keys` are the values of `keyed` in their arguments, given only
 * once the acts are written down: what is then neither waiting nor refused has been agreed to.
 */
export function useFates(name: CommandName, keyed: string, keys: () => readonly string[]) {
  const { db } = usePhone()
  const keyOf = (args: object) => String((args as Record<string, unknown>)[keyed])

  return useLive(
    () => keys().join(' '),
    async (wanted) => {
      const waiting = await db.outbox
        .filter((entry) => entry.name === name && !entry.accepted)
        .toArray()
      const refused = await db.notices.filter(({ act }) => act?.name === name).toArray()
      const fates = new Map<string, Fate>(wanted.split(' ').map((key) => [key, { kind: 'agreed' }]))
      for (const { id, act } of refused) {
        if (act && fates.has(keyOf(act.args)))
          fates.set(keyOf(act.args), { kind: 'refused', code: act.code, noticeId: id })
      }
      for (const { args } of waiting)
        if (fates.has(keyOf(args))) fates.set(keyOf(args), { kind: 'sending' })
      return fates
    },
  ).value
}
