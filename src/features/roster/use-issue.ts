import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { usePhone } from '@/db/use-phone'
import { newCode, newLoginNumber, type CardSecret } from '@/domain/card-code'
import { newId } from '@/domain/id'
import type { CommandArgs } from '@/domain/server-types'
import { useUnsaved } from '@/ui/unsaved'
import { issueCard } from './mutations'
import type { Card } from './people'
import { useFates, type Fate } from '@/db/use-fates'

/** One card being made. The secret lives here, in memory, and is gone when the page is left. */
export interface Slip {
  memberId: Card['id']
  name: string
  cardId: CommandArgs['issue_card']['cardId']
  secret: CardSecret
}
export type Issued = Slip & { fate: Fate }

/** Another member happens to have this number; a new one is drawn without troubling anybody. */
const numberTaken = 'number-taken'
const drawMax = 5

export function useIssue() {
  const { db, mutate, sync } = usePhone()
  const slips = shallowRef<readonly Slip[]>([])
  const busy = ref(false)
  const draws = new Map<string, number>()
  const drawnAgain = new Set<string>()
  const fates = useFates('issue_card', 'cardId', () => slips.value.map(({ cardId }) => cardId))
  const issued = computed<readonly Issued[]>(() =>
    slips.value.map((slip) => ({
      ...slip,
      fate: fates.value?.get(slip.cardId) ?? { kind: 'sending' },
    })),
  )

  async function draw(member: Pick<Card, 'id' | 'name'>): Promise<Slip> {
    const secret = { loginNumber: newLoginNumber(randomBytes), code: newCode(randomBytes) }
    const slip: Slip = { memberId: member.id, name: member.name, cardId: newId(), secret }
    await mutate(issueCard, {
      cardId: slip.cardId,
      memberId: slip.memberId,
      loginNumber: secret.loginNumber,
      secretCode: secret.code,
    })
    return slip
  }

  async function issue(members: readonly Pick<Card, 'id' | 'name'>[]) {
    if (busy.value) return
    busy.value = true
    try {
      const made: Slip[] = []
      for (const member of members) made.push(await draw(member))
      slips.value = made
      sync.now()
    } catch (error) {
      reportTrouble(error)
    } finally {
      busy.value = false
    }
  }

  async function drawAgain({ memberId, name, cardId }: Slip, noticeId: number) {
    const drawn = (draws.get(memberId) ?? 0) + 1
    if (drawn > drawMax || drawnAgain.has(cardId)) return
    draws.set(memberId, drawn)
    drawnAgain.add(cardId)
    const fresh = await draw({ id: memberId, name })
    slips.value = slips.value.map((slip) => (slip.cardId === cardId ? fresh : slip))
    // Only now: without its notice the refused card would look agreed to.
    await db.notices.delete(noticeId)
    sync.now()
  }

  watch(issued, (all) => {
    for (const { fate, ...slip } of all) {
      if (fate.kind === 'refused' && fate.code === numberTaken)
        drawAgain(slip, fate.noticeId).catch(reportTrouble)
    }
  })
  const forget = () => {
    slips.value = []
  }
  onScopeDispose(forget)
  useUnsaved(() => slips.value.length > 0)
  return { issued, busy, issue, forget }
}

const randomBytes = (into: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(into)
