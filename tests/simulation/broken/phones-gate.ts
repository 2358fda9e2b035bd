import type { BrokenVersion } from './version.ts'

const gate = 'src/db/gate.ts'

/** Phones on which somebody finds what is not theirs, or loses what is. */
export const phonesGate: readonly BrokenVersion[] = [
  {
    wrong: 'takes the keys away first, and promises the wipe in a second transaction',
    phone: [
      {
        file: gate,
        from: `    await device.settings.put({ key: promiseKey(kind, me), value: true })
  })`,
        to: `  })
  await device.settings.put({ key: promiseKey(kind, me), value: true })`,
      },
    ],
  },
  {
    wrong: 'wipes once and never looks whether it was done',
    phone: [
      {
        file: gate,
        from: 'if (await keepPromise(asId(key.slice(prefix.length)), options, withinMs))',
        to: 'await keepPromise(asId(key.slice(prefix.length)), options, withinMs)',
      },
    ],
  },
  {
    wrong: 'wipes unsent acts too when the town cuts somebody off',
    phone: [{ file: gate, from: "...['shadow',", to: "...['outbox', 'said', 'shadow'," }],
  },
  {
    wrong: 'leaves notices and unfinished copies readable when the town cuts somebody off',
    phone: [{ file: gate, from: "'seenPages', 'notices',", to: "'seenPages'," }],
  },
  {
    wrong:
      'ends whoever’s session there is, when a sleeping tab hears that its own member is cut off',
    phone: [
      {
        file: gate,
        from: "if ((await device.session.get('session'))?.memberId === me) await device.session.clear()",
        to: 'await device.session.clear()',
      },
    ],
  },
  {
    wrong: 'sends one member’s acts with the keys of whoever is signed in now',
    phone: [
      {
        file: 'src/remote/access.ts',
        from: 'return session?.memberId === me ? session : undefined',
        to: 'return me === undefined ? undefined : session',
      },
    ],
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
