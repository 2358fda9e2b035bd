import { watch } from 'vue'
import type { Phone } from '@/db/phone'
import { reportTrouble } from '@/db/trouble'
import { sayings } from '@/ui/say'

/** A message that has gone from the screen can be read again under 通知. It was seen, so it does not count as unread. */
export function keepSayings({ db, clock }: Phone) {
  let keptTo = Math.max(0, ...sayings.value.map(({ id }) => id))
  watch(sayings, (now) => {
    const fresh = now.filter(({ id, keep }) => keep && id > keptTo)
    keptTo = Math.max(keptTo, ...fresh.map(({ id }) => id))
    for (const { text } of fresh) {
      db.notices
        .add({ kind: 'word', at: clock(), read: true, say: text, act: null })
        .catch(reportTrouble)
    }
  })
}
