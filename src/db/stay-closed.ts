import type Dexie from 'dexie'
import { PhoneTroubleError, reportTrouble } from './trouble'

/**
 * When another tab deletes or upgrades the store, this tab's copy closes for good. Dexie would open it again at the
 * next query, and a late answer from the server would fill a signed-out member's store anew.
 */
export function stayClosed(db: Dexie): void {
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: true })
    reportTrouble(new PhoneTroubleError({ kind: 'closed' }))
    return false // Dexie's own answer comes next, and it would leave the door ajar.
  })
}
