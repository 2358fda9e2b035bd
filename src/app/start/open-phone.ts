import { createPhone, type PhoneParts } from '@/db/create-phone'
import type { FilesPort } from '@/db/files-port'
import { watchStanding } from '@/db/outbox'
import type { Phone } from '@/db/phone'
import { reportTrouble } from '@/db/trouble'
import { no } from '@/domain/fault'
import { statusOf } from '@/sync/status'
import { lazily } from './lazily'
import type { Line } from './line'
import type { Here } from './open-device'

export interface OpenedPhone {
  phone: Phone
  /** Says no more to the town, for whoever is leaving. */
  hush: () => void
}

interface Hooks {
  /** Settled when the first screen stands: before that, nothing is fetched for talking. */
  stands: Promise<void>
  onCutOff: () => void
  onTooOld: () => void
}

/** This member's phone, ready to show and to note down at once; the line to the town joins when it has come. */
export function openPhone(
  { device, clock }: Pick<Here, 'device' | 'clock'>,
  { session, db }: NonNullable<Here['member']>,
  { stands, ...on }: Hooks,
): OpenedPhone {
  let hushed = false
  let joined: Line | undefined
  const line = lazily(async () => {
    await stands
    const { openLine } = await import('./line')
    joined = await openLine({ device, clock, session, db, ...on })
    if (hushed) quiet(joined)
    return joined
  })

  const sync: PhoneParts['sync'] = {
    watch(tell) {
      // Until the line has come, what the phone itself knows.
      const unwatch = watchStanding(
        db,
        (now) => {
          tell(statusOf({ kind: 'idle' }, now))
        },
        reportTrouble,
      )
      void whenHere(line).then((here) => {
        unwatch()
        here.sync.watch(tell)
      })
    },
    now: () => void line().then((here) => here?.sync.now()),
    soon: () => void line().then((here) => here?.sync.soon()),
  }
  const ask: Phone['ask'] = async (name, args) =>
    (await line())?.ask(name, args) ?? no({ kind: 'offline' })
  const files = lateFiles(async () => (await whenHere(line)).files)

  return {
    phone: createPhone({ db, me: session.memberId, clock, ask, files, sync }),
    hush: () => {
      hushed = true
      if (joined) quiet(joined)
    },
  }
}

function quiet({ sync, files }: Line) {
  files.stop()
  sync.stop()
}

/** The line, however long the network keeps it. */
async function whenHere(line: () => Promise<Line | undefined>): Promise<Line> {
  for (;;) {
    const here = await line()
    if (here) return here
    await new Promise((resume) => {
      window.addEventListener('online', resume, { once: true })
    })
  }
}

const lateFiles = (files: () => Promise<FilesPort>): FilesPort => ({
  fetch: async (...about) => (await files()).fetch(...about),
  pause: async (id) => (await files()).pause(id),
  remove: async (id) => (await files()).remove(id),
  removeAll: async () => (await files()).removeAll(),
  open: async (id) => (await files()).open(id),
  room: async () => (await files()).room(),
  keep: async () => (await files()).keep(),
  upload: async (...about) => (await files()).upload(...about),
})
