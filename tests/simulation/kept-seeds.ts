import type { Plan } from './world/plan.ts'
import { planFrom } from './world/written-plan.ts'

/** Stories that once ended badly, lived through first in every run. Each says what it showed. */
export const keptSeeds: readonly { readonly why: string; readonly plan: Plan }[] = [
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
]
