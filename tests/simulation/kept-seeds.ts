import { TOGETHER_FAULTS } from './ports.ts'
import type { Where } from './town/database.ts'
import type { Plan } from './world/plan.ts'
import { planFrom } from './world/written-plan.ts'

/** Stories that once ended badly, or that show a broken version few others show; lived through first in every run. */
const keptSeeds: readonly { readonly why: string; readonly plan: Plan }[] = [
  {
    why: 'a cut-off that died half-way left the member’s rows on the phone for ever',
    plan: planFrom({
      seed: 49,
      members: ['Old Zhou', 'Old Zhou', 'Young Wu'],
      odds: {
        ...{ answerLost: 0.2, answerLate: 0.08, tabsReordered: 0.2, truncatedBody: 0.08 },
        ...{ twoTabs: 0.08, quotaExceeded: 0.4, connectionLost: 0.2, evicted: 0.016 },
        ...{ serverKilledAfter: 0.4, transferred: 0.4, retargeted: 0.08 },
      },
      steps: `
        reissue 1 448302086, deed 2 573789321, pend 2 715248958, sync 2 1046768952, deed 0 605339157,
        act 1 673543793, act 2 1007927450, act 0 1262136162, act 2 1465836926, sync 2 1727138527,
        newServer 2 1295598272, act 1 45555170, act 2 1712899010, sync 0 1338335122, act 1 1535998400,
        pend 1 675641910, deed 2 1454800712, deed 1 1713829556, act 0 1743765029, act 1 1805787023,
        act 1 244019808, act 2 1975770160, sync 0 90617259, pend 0 1073666862, sync 2 1878007977,
        act 1 793425829, deed 2 1871474240, sync 0 2113663711, sync 1 87408444, pend 1 265845697,
        act 1 1150649158, act 0 1494350377, act 2 1682119829, sync 0 725014639, deed 2 1052655833`,
    }),
  },
  {
    why: 'an act of an older app, which this one could not draw, stopped a phone for good',
    plan: planFrom({
      seed: 9,
      members: ['Old Chen', 'Old Chen'],
      odds: {
        ...{ pageKilled: 0.2, clockSkew: 0.03, quotaExceeded: 0.4, evicted: 0.016 },
        ...{
          appUpgraded: 0.08000000000000002,
          oldApp: 0.2,
          serverKilledAfter: 0.2,
          transferred: 0.4,
        },
        ...{ purged: 0.2 },
      },
      steps: `
        sync 0 1759657643, pend 1 2025903057, deed 0 461780492, sync 1 424696504, act 1 1379757665,
        act 0 195332918, act 0 379239899, act 0 1774230024, act 1 1481138454, deed 0 2035854577,
        sync 1 1778360990, sync 0 1977203812, restore 0 771366360, sync 1 935559842, sync 1 1584881389,
        sync 1 150879708, act 1 1882401542, restore 1 1897349342`,
    }),
  },
  {
    why: 'shows a page asked for ahead being used though the phone stands elsewhere',
    plan: planFrom({
      seed: 67,
      members: ['Town Zhao', 'Town Zhao'],
      odds: {
        ...{ tabsReordered: 0.2, resetMidBody: 0.4, truncatedBody: 0.03, tooMany429: 0.08 },
        ...{ clockSkew: 0.4, workerToo: 0.08, evicted: 0.016, serverKilledInside: 0.4 },
        ...{ signedOutUnsent: 0.03, transferred: 0.2, purged: 0.4 },
      },
      steps: `
        sync 0 93049814, act 1 1432076466, deed 1 289970553, sync 1 146836300, act 1 1768494840,
        sync 1 324054938, pend 1 576299448, act 0 1811746627, pend 1 195151380, deed 0 1912841477,
        sync 0 979774021, pend 0 1017334929, sync 0 1595401422, act 0 1925639940, pend 0 1256788437,
        sync 1 1598105032, sync 1 975372865, deed 0 723187179, quiet 0 1271290737, sync 0 1056903047,
        pend 0 495953607, pend 1 931068079, act 0 349650082, deed 0 1328628731`,
    }),
  },
  {
    why: 'shows a cursor written before its rows',
    plan: planFrom({
      seed: 71,
      members: ['Secretary Wang', 'Secretary Wang', 'Old Chen'],
      odds: {
        ...{ requestLost: 0.2, answerLate: 0.03, captivePortal: 0.2, clockSkew: 0.08 },
        ...{
          connectionLost: 0.08,
          evicted: 0.04000000000000001,
          appUpgraded: 0.032,
          cardReissued: 0.2,
        },
        ...{ appointmentEnded: 0.08, categoryChanged: 0.03, retargeted: 0.03 },
      },
      steps: `
        act 0 1769283927, sync 0 850684415, act 1 1886400671, deed 2 632771620, sync 0 1371623150,
        deed 0 810491245, deed 2 1921111063, deed 2 1541377562, sync 1 1775222033, sync 1 1708106994,
        act 2 1640973632, act 1 1449805118, act 1 484437928, act 2 1344619432, act 2 109243691,
        pend 1 1859775718, pend 0 33101642, act 1 1795099343, deed 0 2017635171, sync 2 1229297213`,
    }),
  },
  {
    why: 'shows an act struck before anybody agreed to it',
    plan: planFrom({
      seed: 74,
      members: ['Secretary Wang', 'Secretary Ma'],
      odds: {
        ...{ answerLate: 0.4, deliveredTwice: 0.4, truncatedBody: 0.08, garbageBody: 0.08 },
        ...{ captivePortal: 0.08, pageKilled: 0.08, clockSkew: 0.2, workerToo: 0.4 },
        ...{ appUpgraded: 0.012, serverKilledAfter: 0.4, categoryChanged: 0.2, purged: 0.4 },
      },
      steps: `
        act 1 264686794, sync 1 1612359863, pend 0 37660538, act 1 1938412347, act 1 595645731,
        sync 0 1094594683, sync 1 1086169155, sync 1 2019108552, comeIn 1 985545281, act 1 116134213,
        act 1 910547896, pend 0 902204985, deed 1 679298378, deed 1 1505016272, sync 1 173519966,
        act 1 1032281466, pend 0 346908055, act 0 594817852, deed 0 231435802, deed 1 1267453574,
        pend 0 1520442556, comeIn 0 1463473449`,
    }),
  },
  {
    why: 'an updated app never asked for the tables that the older one had passed over',
    plan: planFrom({
      seed: 89,
      members: ['Auntie Lin', 'Old Chen', 'Auntie Lin'],
      odds: {
        ...{ requestLost: 0.4, answerLate: 0.4, tabsReordered: 0.2, garbageBody: 0.03 },
        ...{ pageKilled: 0.4, clockSkew: 0.2, twoTabs: 0.4, connectionLost: 0.08 },
        ...{ appUpgraded: 0.032, oldApp: 0.03, serverKilledAfter: 0.4, signedOutUnsent: 0.03 },
      },
      steps: `
        sync 0 825291684, pend 2 357030426, sync 2 1599179905, sync 2 883345582, act 2 8563525,
        night 0 929009373, act 0 1691174390, act 0 1152745169, act 0 1780662904, act 0 538934760,
        sync 1 1950725672, pend 0 189025904, act 2 1128419219, act 2 1005261797, act 0 1714390008,
        act 1 865256207, sync 1 523853518, sync 0 2013009736`,
    }),
  },
  {
    why: 'shows a cursor being kept that the town cannot use',
    plan: planFrom({
      seed: 120,
      members: ['Old Chen', 'Old Chen', 'Secretary Wang'],
      odds: {
        ...{ requestLost: 0.08, answerLost: 0.4, resetMidBody: 0.2, truncatedBody: 0.03 },
        ...{ tooMany429: 0.03, pageKilled: 0.08, clockSkew: 0.2, connectionLost: 0.2 },
        ...{ oldApp: 0.03, cardReissued: 0.03, appointmentEnded: 0.4, retargeted: 0.2 },
        ...{ newServer: 0.2 },
      },
      steps: `
        restore 1 2033050104, sync 1 1436290663, act 1 248628461, pend 0 1830259476, act 0 52108791,
        act 0 193014204, sync 2 741710468, sync 1 1864153138, act 1 670777661, act 0 742966181,
        act 1 1763047747, act 0 1983016960, act 2 633129222, sync 0 327837752, sync 0 1323208915,
        deed 0 215461071, sync 1 1620842109, deed 0 1703874554, act 1 466116001, act 0 1755357996,
        act 2 655167876, sync 0 452351529, restore 2 1248880237, act 1 2010801099, sync 2 596645235,
        act 2 1051805056, deed 1 1504733928, act 1 1660492658, sync 1 1443587734, sync 1 989806983,
        act 0 501638643, act 1 1014679099, sync 2 1300744279, act 1 937661555`,
    }),
  },
  {
    why: 'a request that wandered about since before a restore was judged after a later act, since it named no life',
    plan: planFrom({
      seed: 3683,
      members: ['Old Zhou', 'Secretary Wang'],
      odds: {
        ...{ requestLost: 0.2, tooMany429: 0.03, captivePortal: 0.03, appUpgraded: 0.012 },
        ...{ oldApp: 0.4, cardReissued: 0.2, transferred: 0.4 },
      },
      steps: `
        act 0 45313068, sync 0 108006399, sync 0 563746052, pend 1 1814874253, pend 1 495508144,
        act 0 41452146, act 1 284323132, sync 1 2017606031, deed 0 1975257397, restore 1 1453830955,
        sync 1 1985216407, sync 0 1362079015, pend 0 909288136, restore 1 1835973857, act 0 737897378,
        restore 0 1136739238, sync 1 84545306, act 0 591967250, sync 1 974360733, restore 0 983342307,
        pend 0 949161110, sync 1 962911869, pend 0 222557427, act 0 302761658, act 1 667829105,
        act 1 963966379, act 0 1295683196, act 0 777613929, deed 0 2056712557, act 0 665362869,
        sync 0 706817293, sync 0 814015843, pend 0 1198138990, sync 0 55084754, act 0 1500850822`,
    }),
  },
  {
    why: 'a reading that replaced one made before an unsent move kept the branch of that one',
    plan: planFrom({
      seed: 10501,
      members: ['Young Wu', 'Auntie Lin'],
      odds: {},
      steps: 'act 0 1264848779, act 0 452870364',
    }),
  },
  {
    why: 'a reading in a request that was given up on reached the town after the one that had replaced it',
    plan: planFrom({
      seed: 12132,
      members: ['Auntie Lin', 'Auntie Lin'],
      odds: {
        ...{ requestLost: 0.2, captivePortal: 0.2, workerToo: 0.2, quotaExceeded: 0.4 },
        appUpgraded: 0.16000000000000003,
      },
      steps: 'act 0 771392870, sync 0 495236789, act 0 2050513742, sync 0 1770474699',
    }),
  },
  {
    why: 'on several sessions: a file put on a piece while the piece was published never came to the phones',
    plan: planFrom({
      seed: 60,
      members: ['Cadre Qian', 'Cadre Qian'],
      odds: { lateCommit: 0.7, diedOpen: 0.2 },
      steps: 'deed 1 1139614968, sync 1 1833703247',
    }),
  },
]

/** What has to do with several sessions shows nothing on one, and the others show no more on a real server. */
export const keptPlans = (where: Where): Plan[] =>
  keptSeeds
    .map(({ plan }) => plan)
    .filter(({ odds }) => TOGETHER_FAULTS.some((name) => odds[name] > 0) === (where === 'postgres'))
