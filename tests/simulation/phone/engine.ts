import Dexie from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { deviceDb } from '@/db/device-db'
import { cutOffHere, finishWipes, signOutHere } from '@/db/gate'
import { mutate } from '@/db/mutate'
import { phoneDb } from '@/db/phone-db'
import { sessionStore } from '@/db/session-store'
import { deviceId, readSetting, writeSetting } from '@/db/settings'
import { onTrouble } from '@/db/trouble'
import { townClock } from '@/domain/clock'
import { mutations as homeLessons } from '@/features/home-lessons/mutations'
import { mutations as meetingKeeping } from '@/features/meeting-keeping/mutations'
import { mutations as meetings } from '@/features/meetings/mutations'
import { mutations as roster } from '@/features/roster/mutations'
import { mutations as shiftKeeping } from '@/features/shift-keeping/mutations'
import { mutations as shifts } from '@/features/shifts/mutations'
import { mutations as study } from '@/features/study/mutations'
import { mutations as teaching } from '@/features/teaching/mutations'
import { createAccess } from '@/remote/access'
import { createTransport } from '@/remote/transport'
import { deliver } from '@/sync/deliver'
import { byName } from '@/sync/ports'
import { run } from '@/sync/run'
import { createTrip } from '@/sync/sync-once'

// Whoever asks Dexie whether there is IndexedDB at all is told yes; each page brings its own.
Dexie.dependencies.indexedDB = new IDBFactory()

/** Everything of the app that a handset runs. One value, so that a broken or an older version can take its place. */
export const engine = {
  ...{ deviceDb, phoneDb, sessionStore, deviceId, readSetting, writeSetting },
  ...{ signOutHere, cutOffHere, finishWipes, onTrouble },
  ...{ townClock, createAccess, createTransport },
  ...{ mutate, createTrip, run, deliver },
  mutations: byName([
    ...[...study, ...teaching, ...roster, ...homeLessons],
    ...[...meetings, ...meetingKeeping, ...shifts, ...shiftKeeping],
  ]),
}

export type Engine = typeof engine
