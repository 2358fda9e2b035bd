import { defineMutation } from '@/db/mutation'
import type { AnyMutation } from '@/db/mutation'
import { asId } from '@/domain/id'
import { addDays, type Day } from '@/domain/day'

/** Accounts are not kept on the phone, so these four show only once the server has been asked again. */
export const issueCard = defineMutation('issue_card', { touches: [], apply: () => undefined })
export const revokeCard = defineMutation('revoke_card', { touches: [], apply: () => undefined })
export const suspendMember = defineMutation('suspend_member', {
  touches: [],
  apply: () => undefined,
})
export const restoreMember = defineMutation('restore_member', {
  touches: [],
  apply: () => undefined,
})

const orNone = (text: string): string | null => (text === '' ? null : text)

export const registerMember = defineMutation('register_member', {
  touches: ['directoryCards', 'memberRecords', 'categoryAssignments'],
  apply(tx, args, { me, now }) {
    const { memberId, branchId, name, pinyin, bornOn, sex, joinedOn, phone, category, fromDay } =
      args
    const mine = { post: null, promise: null, phone: null, photoPath: null }
    tx.put('directoryCards', { id: memberId, branchId, name, pinyin, ...mine })
    tx.put('memberRecords', { id: memberId, branchId, bornOn, sex, phone: orNone(phone), joinedOn })
    tx.put('categoryAssignments', {
      // The first step carries the member's own id on the server too.
      id: asId<'categoryAssignments'>(memberId),
      memberId,
      branchId,
      category,
      fromDay,
      basis: '',
      decidedBy: me,
      decidedAt: now,
    })
  },
})

export const editDirectoryCard = defineMutation('edit_directory_card', {
  touches: ['directoryCards', 'memberRecords'],
  async apply(tx, { memberId, name, pinyin, post, promise, phoneShared }) {
    const card = await tx.get('directoryCards', memberId)
    if (!card) return
    const record = await tx.get('memberRecords', memberId)
    const phone = phoneShared ? (record?.phone ?? card.phone) : null
    tx.put('directoryCards', {
      ...card,
      name,
      pinyin,
      post: orNone(post),
      promise: orNone(promise),
      phone,
    })
  },
})

export const editMemberRecord = defineMutation('edit_member_record', {
  touches: ['memberRecords', 'directoryCards'],
  async apply(tx, { memberId, bornOn, sex, phone, joinedOn }) {
    const record = await tx.get('memberRecords', memberId)
    if (record) tx.put('memberRecords', { ...record, bornOn, sex, phone: orNone(phone), joinedOn })
    const card = await tx.get('directoryCards', memberId)
    if (card?.phone) tx.put('directoryCards', { ...card, phone: orNone(phone) })
  },
})

export const assignCategory = defineMutation('assign_category', {
  touches: ['categoryAssignments', 'directoryCards'],
  async apply(tx, { assignmentId, memberId, category, fromDay, basis }, { me, now }) {
    const card = await tx.get('directoryCards', memberId)
    if (!card) return
    const decision = { decidedBy: me, decidedAt: now }
    const { branchId } = card
    tx.put('categoryAssignments', {
      id: assignmentId,
      memberId,
      branchId,
      category,
      fromDay,
      basis,
      ...decision,
    })
  },
})

export const transferMember = defineMutation('transfer_member', {
  touches: ['branchTransfers', 'directoryCards', 'memberRecords', 'appointments', 'elderHelpers'],
  async apply(tx, { transferId, memberId, toBranchId, onDay, reason }, { me, now, today }) {
    const card = await tx.get('directoryCards', memberId)
    if (!card) return
    tx.put('branchTransfers', {
      id: transferId,
      memberId,
      fromBranchId: card.branchId,
      branchId: toBranchId,
      onDay,
      reason,
      decidedBy: me,
      decidedAt: now,
    })
    tx.put('directoryCards', { ...card, branchId: toBranchId })
    const record = await tx.get('memberRecords', memberId)
    if (record) tx.put('memberRecords', { ...record, branchId: toBranchId })
    // Posts and help in the branch that is left ended yesterday.
    const yesterday = addDays(today, -1)
    for (const term of await tx.where('appointments', { memberId, orgId: card.branchId })) {
      if (runsOn(term, today)) tx.put('appointments', endedBy(term, yesterday))
    }
    const helped = await tx.where('elderHelpers', { elderId: memberId })
    const helps = await tx.where('elderHelpers', { helperId: memberId })
    for (const link of [...helped, ...helps]) {
      if (runsOn(link, today)) tx.put('elderHelpers', endedBy(link, yesterday))
    }
  },
})

export const appoint = defineMutation('appoint', {
  touches: ['appointments'],
  apply(tx, { appointmentId, untilDay, ...term }) {
    tx.put('appointments', {
      id: appointmentId,
      ...term,
      untilDay: untilDay ?? null,
    })
  },
})

export const endAppointment = defineMutation('end_appointment', {
  touches: ['appointments'],
  async apply(tx, { appointmentId, untilDay }) {
    const term = await tx.get('appointments', appointmentId)
    if (term) tx.put('appointments', endedBy(term, untilDay))
  },
})

export const nameHelper = defineMutation('name_helper', {
  touches: ['elderHelpers', 'directoryCards'],
  async apply(tx, { helperLinkId, elderId, helperId, fromDay }) {
    const elder = await tx.get('directoryCards', elderId)
    if (!elder) return
    tx.put('elderHelpers', {
      id: helperLinkId,
      elderId,
      helperId,
      branchId: elder.branchId,
      fromDay,
      untilDay: null,
    })
  },
})

export const endHelper = defineMutation('end_helper', {
  touches: ['elderHelpers'],
  async apply(tx, { helperLinkId, untilDay }) {
    const link = await tx.get('elderHelpers', helperLinkId)
    if (link) tx.put('elderHelpers', endedBy(link, untilDay))
  },
})

interface Span {
  fromDay: Day
  untilDay: Day | null
}

const runsOn = ({ untilDay }: Span, today: Day): boolean => untilDay === null || untilDay >= today

/** What ends before it began never was: its last day is the day before its first. */
function endedBy<Term extends Span>(term: Term, untilDay: Day): Term {
  const never = addDays(term.fromDay, -1)
  return { ...term, untilDay: untilDay > never ? untilDay : never }
}

export const mutations: readonly AnyMutation[] = [
  issueCard,
  revokeCard,
  suspendMember,
  restoreMember,
  registerMember,
  editDirectoryCard,
  editMemberRecord,
  assignCategory,
  transferMember,
  appoint,
  endAppointment,
  nameHelper,
  endHelper,
]
