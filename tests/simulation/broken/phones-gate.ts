import type { BrokenVersion } from './version.ts'

const gate = 'src/db/gate.ts'

/** Phones on which somebody finds what is not theirs, or loses what is. */
export const phonesGate: readonly BrokenVersion[] = [
  {
    wrong: 'wipes unsent acts too when the town cuts somebody off',
    phone: [{ file: gate, from: "...['shadow',", to: "...['outbox', 'said', 'shadow'," }],
  },
  {
    wrong: 'leaves notices readable when the town cuts somebody off',
    phone: [{ file: gate, from: "'seenPages', 'notices',", to: "'seenPages'," }],
  },
  {
    wrong: 'promises no wipe when another member comes in over a session',
    phone: [
      {
        file: 'src/db/session-store.ts',
        from: 'if (before && before.memberId !== session.memberId)',
        to: 'if (before && before.memberId === undefined)',
      },
    ],
  },
]
