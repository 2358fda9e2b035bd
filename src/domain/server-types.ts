// Written from the migrated database by `npm run types`. Change the SQL, not this file.
//
// uuid → the id of its table, a text column with a listed check → that list, date → Day, timestamptz → Moment,
// int and numeric → number, jsonb → Json; a nullable column is `| null`, an argument with a default is optional.
import type { Day, Moment } from './day'
import type { Id } from './id'

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export interface Rows {
  orgs: {
    id: Id<'orgs'>
    parentId: Id<'orgs'> | null
    kind: 'town' | 'area' | 'village_branch' | 'special_branch'
    name: string
  }
  appointments: {
    id: Id<'appointments'>
    memberId: Id<'members'>
    orgId: Id<'orgs'>
    role:
      | 'town_staff'
      | 'area_coordinator'
      | 'branch_secretary'
      | 'branch_committee'
      | 'stationed_cadre'
      | 'shopkeeper'
      | 'liaison'
    fromDay: Day
    untilDay: Day | null
  }
  directoryCards: {
    id: Id<'members'>
    branchId: Id<'orgs'>
    name: string
    pinyin: string
    photoPath: string | null
    post: string | null
    promise: string | null
    phone: string | null
  }
  studyAssignments: {
    id: Id<'studyAssignments'>
    materialId: Id<'materials'>
    orgId: Id<'orgs'>
    category: 'migrant' | 'village' | 'hardship' | 'elder' | 'office' | 'rectify' | null
    memberId: Id<'members'> | null
    dueOn: Day | null
    assignedBy: Id<'members'>
    assignedAt: Moment
  }
  materials: {
    id: Id<'materials'>
    orgId: Id<'orgs'>
    topic: string
    title: string
    summary: string
    minutes: number
    fromDay: Day | null
    untilDay: Day | null
    status: 'draft' | 'published' | 'withdrawn'
    authorId: Id<'members'>
    publishedAt: Moment | null
    editedAt: Moment
    questionCount: number
  }
  materialFiles: {
    id: Id<'materialFiles'>
    materialId: Id<'materials'>
    kind: 'audio' | 'picture'
    path: string
    mime: string
    bytes: number
    seconds: number | null
    name: string
  }
  memberRecords: {
    id: Id<'members'>
    branchId: Id<'orgs'>
    bornOn: Day
    sex: 'female' | 'male'
    phone: string | null
    joinedOn: Day
  }
  categoryAssignments: {
    id: Id<'categoryAssignments'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    category: 'migrant' | 'village' | 'hardship' | 'elder' | 'office' | 'rectify'
    fromDay: Day
    basis: string
    decidedBy: Id<'members'>
    decidedAt: Moment
  }
  branchTransfers: {
    id: Id<'branchTransfers'>
    memberId: Id<'members'>
    fromBranchId: Id<'orgs'>
    branchId: Id<'orgs'>
    onDay: Day
    reason: string
    decidedBy: Id<'members'>
    decidedAt: Moment
  }
  elderHelpers: {
    id: Id<'elderHelpers'>
    elderId: Id<'members'>
    helperId: Id<'members'>
    branchId: Id<'orgs'>
    fromDay: Day
    untilDay: Day | null
  }
  homeLessons: {
    id: Id<'homeLessons'>
    elderId: Id<'members'>
    helperId: Id<'members'>
    branchId: Id<'orgs'>
    materialId: Id<'materials'>
    givenOn: Day
    place: string
    note: string
    acknowledged: 'tap' | 'paper'
    recordedAt: Moment
  }
  studyProgress: {
    id: string
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    materialId: Id<'materials'>
    reachedPermille: number
    heardSeconds: number
    finishedAt: Moment | null
    finishedOn: Day | null
    countedMinutes: number
    source: 'self' | 'helper' | 'paper' | null
    answers: Json
  }
  ruleSets: {
    id: Id<'ruleSets'>
    orgId: Id<'orgs'>
    status: 'draft' | 'published' | 'superseded'
    version: number | null
    fromMonth: Day | null
    rules: Json
    baseTenths: number
    categoryMaxTenths: number
    bonusMaxTenths: number
    note: string
    editedBy: Id<'members'> | null
    editedAt: Moment
    publishedBy: Id<'members'> | null
    publishedAt: Moment | null
  }
  monthFacts: {
    id: Id<'monthFacts'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    month: Day
    fact: string
    sourceId: string
    onDay: Day
    times: number
  }
  monthWords: {
    id: Id<'monthWords'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    month: Day
    code: string
    times: number | null
    onDay: Day
    reason: string
    saidBy: Id<'members'>
    saidAt: Moment
    hasPhoto: boolean
  }
  baseExemptions: {
    id: Id<'baseExemptions'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    basis: 'age' | 'illness'
    fromDay: Day
    untilDay: Day | null
    note: string
    decidedBy: Id<'members'>
    decidedAt: Moment
  }
  materialBodies: {
    id: Id<'materials'>
    body: string
    questions: Json
  }
  monthSheets: {
    id: Id<'monthSheets'>
    branchId: Id<'orgs'>
    month: Day
    state: 'draft' | 'proposed' | 'confirmed' | 'published' | 'locked'
    ruleSetId: Id<'ruleSets'> | null
    bands: Json | null
    objectionsUntil: Day | null
    lockedAt: Moment | null
  }
  monthSteps: {
    id: Id<'monthSteps'>
    branchId: Id<'orgs'>
    month: Day
    step: 'proposed' | 'withdrawn' | 'returned' | 'confirmed' | 'published'
    note: string
    takenBy: Id<'members'>
    takenAt: Moment
  }
  pointEntries: {
    id: Id<'pointEntries'>
    memberId: Id<'members'>
    sheetId: Id<'monthSheets'>
    month: Day
    ruleSetId: Id<'ruleSets'>
    code: string
    kind: 'base' | 'category' | 'bonus'
    category: string | null
    times: number
    tenths: number
    wordId: Id<'monthWords'> | null
    reversesId: Id<'pointEntries'> | null
    objectionId: string | null
    proposedBy: Id<'members'>
    confirmedBy: Id<'members'>
    enteredAt: Moment
  }
  monthResults: {
    id: Id<'monthResults'>
    memberId: Id<'members'>
    sheetId: Id<'monthSheets'>
    month: Day
    baseTenths: number
    categoryTenths: number
    bonusTenths: number
    band: string
    bandWords: string
    colour: 'red' | 'blue' | 'amber' | 'green'
    objectionId: string | null
    confirmedAt: Moment
  }
  accessLog: {
    id: Id<'accessLog'>
    memberId: Id<'members'>
    readBy: Id<'members'>
    reader: string
    what: 'points' | 'wallet' | 'objection' | 'pin' | 'dues' | 'request' | 'comparison' | 'visit'
    onDay: Day
    readAt: Moment
  }
  walletEntries: {
    id: Id<'walletEntries'>
    memberId: Id<'members'>
    kind: 'earned' | 'corrected' | 'spent' | 'returned'
    month: Day | null
    orderId: Id<'shopOrders'> | null
    tenths: number
    enteredAt: Moment
  }
  pointSettings: {
    id: Id<'orgs'>
    bands: Json
    objectionDays: number
    answerDays: number
    showsRanks: boolean
    editedBy: Id<'members'> | null
    editedAt: Moment
  }
  boardEntries: {
    id: Id<'boardEntries'>
    sheetId: Id<'monthSheets'>
    branchId: Id<'orgs'>
    month: Day
    memberId: Id<'members'>
    name: string
    pinyin: string
    band: string
    bandWords: string
    colour: 'red' | 'blue' | 'amber' | 'green'
    rank: number | null
  }
  objections: {
    id: Id<'objections'>
    memberId: Id<'members'>
    sheetId: Id<'monthSheets'>
    month: Day
    entryId: Id<'pointEntries'> | null
    reason: string
    hasPhoto: boolean
    raisedAt: Moment
    answerBy: Day
    state: 'open' | 'upheld' | 'rejected' | 'withdrawn'
    answer: string | null
    answeredBy: Id<'members'> | null
    answerer: string | null
    answeredAt: Moment | null
  }
  meetingPhotos: {
    id: Id<'meetingPhotos'>
    meetingId: Id<'meetings'>
    branchId: Id<'orgs'>
    openTo: Id<'orgs'> | null
    words: string
    addedBy: Id<'members'>
    addedAt: Moment
  }
  meetingOutcomes: {
    id: Id<'meetingOutcomes'>
    meetingId: Id<'meetings'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    outcome: string
    recordedBy: Id<'members'>
    recordedAt: Moment
  }
  shopSettings: {
    id: Id<'orgs'>
    fenPerPoint: number
    yearBudgetFen: number
    holdDays: number
  }
  shopItems: {
    id: Id<'shopItems'>
    orgId: Id<'orgs'>
    name: string
    words: string
    priceTenths: number
    monthLimit: number | null
    isOpen: boolean
  }
  shopStock: {
    id: Id<'shopItems'>
    orgId: Id<'orgs'>
    onHand: number
    held: number
  }
  shopOrders: {
    id: Id<'shopOrders'>
    orgId: Id<'orgs'>
    memberId: Id<'members'>
    itemId: Id<'shopItems'>
    quantity: number
    priceTenths: number
    code: string
    state: 'reserved' | 'collected' | 'cancelled' | 'expired' | 'returned'
    reservedOn: Day
    reservedAt: Moment
    heldUntil: Day
    collectedOn: Day | null
    collectedAt: Moment | null
    keeper: string | null
    confirmed: 'code' | 'pin' | 'paper' | null
    endedAt: Moment | null
  }
  shopPhotos: {
    id: Id<'shopItems'>
    orgId: Id<'orgs'>
    jpeg: string
  }
  meetings: {
    id: Id<'meetings'>
    orgId: Id<'orgs'>
    kind:
      | 'theme_day'
      | 'assembly'
      | 'committee'
      | 'group'
      | 'lesson'
      | 'night_school'
      | 'spring_school'
      | 'winter_school'
      | 'mobile_school'
      | 'relay_school'
      | 'appraisal'
    title: string
    place: string
    onDay: Day
    fromMinute: number
    untilMinute: number
    agenda: string
    parts: Json
    materialIds: readonly string[]
    expects: 'everybody' | 'committee' | 'chosen'
    people: readonly string[]
    state: 'planned' | 'held' | 'called_off'
    note: string
    calledBy: Id<'members'>
  }
  meetingMinutes: {
    id: Id<'meetings'>
    branchId: Id<'orgs'>
    openTo: Id<'orgs'> | null
    minutes: string
    decisions: string
    writtenBy: Id<'members'>
    writtenAt: Moment
  }
  meetingKeys: {
    id: Id<'meetings'>
    branchId: Id<'orgs'>
    key: string
  }
  attendanceMarks: {
    id: Id<'attendanceMarks'>
    meetingId: Id<'meetings'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    presence: 'present' | 'afar' | 'home' | 'leave' | 'absent'
    isLate: boolean
    leftEarly: boolean
    how: 'code' | 'list' | 'correction' | 'leave'
    reason: string
    markedBy: Id<'members'>
    markedAt: Moment
  }
  leaveRequests: {
    id: Id<'leaveRequests'>
    meetingId: Id<'meetings'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    reason: string
    state: 'open' | 'granted' | 'refused' | 'withdrawn'
    note: string
    decidedBy: Id<'members'> | null
    askedAt: Moment
  }
  shifts: {
    id: Id<'shifts'>
    orgId: Id<'orgs'>
    seriesId: Id<'shifts'> | null
    post: string
    place: string
    bring: string
    onDay: Day
    fromMinute: number
    untilMinute: number
    places: number
    categories: readonly string[]
    opensOn: Day
    closesOn: Day
    leaveHours: number
    restHours: number
    confirmHours: number
    organiserId: Id<'members'>
    status: 'draft' | 'open' | 'called_off'
    note: string
    changedAt: Moment | null
    mapPoint: string | null
  }
  shiftSignups: {
    id: Id<'shiftSignups'>
    shiftId: Id<'shifts'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    post: string
    onDay: Day
    nth: number
    status:
      'waiting' | 'offered' | 'held' | 'here' | 'served' | 'absent' | 'left' | 'lapsed' | 'covered'
    offeredUntil: Moment | null
    heardAt: Moment
    agreedAt: Moment
    servedFrom: number | null
    servedUntil: number | null
    how: 'list' | 'code' | 'paper' | null
    madeBy: Id<'members'>
    markedBy: Id<'members'> | null
  }
  shiftWords: {
    id: Id<'shiftWords'>
    signupId: Id<'shiftSignups'>
    shiftId: Id<'shifts'>
    memberId: Id<'members'>
    organiserId: Id<'members'>
    branchId: Id<'orgs'>
    kind: 'leaving' | 'absence'
    words: string
    saidAt: Moment
  }
  shiftCovers: {
    id: Id<'shiftCovers'>
    signupId: Id<'shiftSignups'>
    shiftId: Id<'shifts'>
    fromMemberId: Id<'members'>
    toMemberId: Id<'members'>
    branchId: Id<'orgs'>
    state: 'asked' | 'accepted' | 'declined' | 'withdrawn'
    askedAt: Moment
  }
  shiftCodes: {
    id: Id<'shiftSignups'>
    shiftId: Id<'shifts'>
    memberId: Id<'members'>
    code: string
  }
  duesBases: {
    id: Id<'duesBases'>
    memberId: Id<'members'>
    fromMonth: Day
    kind: 'wage' | 'pension' | 'farmer'
    incomeFen: number | null
    agreedFen: number | null
    loweredFen: number | null
    reason: string
    byQuarter: boolean
    monthFen: number
    setter: string
    setAt: Moment
  }
  duesPayments: {
    id: Id<'duesPayments'>
    memberId: Id<'members'>
    fromMonth: Day
    months: number
    amountFen: number
    paidOn: Day
    paidBy: string
    recorder: string
    recordedAt: Moment
    reversesId: Id<'duesPayments'> | null
    reason: string
  }
  duesReminders: {
    id: Id<'duesReminders'>
    memberId: Id<'members'>
    fromMonth: Day
    untilMonth: Day
    owedFen: number
    onDay: Day
    reminder: string
  }
  visits: {
    id: Id<'visits'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    household: string
    visitedOn: Day
    purpose: 'care' | 'policy' | 'opinion' | 'dispute' | 'help' | 'other'
    asked: string
    promise: string
    promiseBy: Day | null
    keptOn: Day | null
    keptNote: string
    recordedAt: Moment
  }
  shiftCorrections: {
    id: Id<'shiftCorrections'>
    signupId: Id<'shiftSignups'>
    shiftId: Id<'shifts'>
    memberId: Id<'members'>
    organiserId: Id<'members'>
    branchId: Id<'orgs'>
    status: 'here' | 'served' | 'absent'
    servedFrom: number | null
    servedUntil: number | null
    how: 'list' | 'code' | 'paper' | null
    markedBy: Id<'members'>
    reason: string
    putRightBy: Id<'members'>
    putRightAt: Moment
  }
  dutyPosts: {
    id: Id<'dutyPosts'>
    orgId: Id<'orgs'>
    name: string
    duties: string
    isOpen: boolean
  }
  dutyTerms: {
    id: Id<'dutyTerms'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    postId: Id<'dutyPosts'>
    status: 'asked' | 'held' | 'declined' | 'withdrawn'
    words: string
    askedBy: Id<'members'>
    askedAt: Moment
    fromDay: Day | null
    untilDay: Day | null
    households: string
    note: string
  }
  dutyReviews: {
    id: Id<'dutyReviews'>
    termId: Id<'dutyTerms'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    half: Day
    result: 'good' | 'fair' | 'poor'
    note: string
    reviewedAt: Moment
  }
  requestSettings: {
    id: Id<'orgs'>
    waitDays: number
    keepDays: number
  }
  requests: {
    id: Id<'requests'>
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    status: 'new' | 'taken' | 'done' | 'closed'
    offeredTo: Id<'members'> | null
    cameAt: Moment
    cameOn: Day
    takenAt: Moment | null
    endedAt: Moment | null
    endedOn: Day | null
    rating: 'satisfied' | 'so_so' | 'not' | null
    ratedOn: Day | null
  }
  comparisons: {
    id: Id<'comparisons'>
    branchId: Id<'orgs'>
    quarter: Day
    state: 'published' | 'withdrawn'
    publisher: string
    publishedOn: Day
    reason: string
    withdrawnOn: Day | null
  }
  comparisonMarks: {
    id: Id<'comparisonMarks'>
    comparisonId: Id<'comparisons'>
    branchId: Id<'orgs'>
    aspect: 'study' | 'conduct' | 'contribution'
    memberId: Id<'members'>
    name: string
    pinyin: string
  }
  comparisonResults: {
    id: Id<'comparisonResults'>
    comparisonId: Id<'comparisons'>
    quarter: Day
    memberId: Id<'members'>
    aspect: 'study' | 'conduct' | 'contribution'
    band: 'top' | 'met' | 'short' | 'none'
    figures: Json
    liftReason: string
    lifter: string
  }
}

export interface CommandArgs {
  accept_request: {
    requestId: Id<'requests'>
  }
  add_meeting_photo: {
    meetingPhotoId: Id<'meetingPhotos'>
    meetingId: Id<'meetings'>
    photo: string
    words?: string
  }
  add_to_shift: {
    signupId: Id<'shiftSignups'>
    shiftId: Id<'shifts'>
    memberId: Id<'members'>
  }
  agree_to_change: {
    signupId: Id<'shiftSignups'>
  }
  answer_cover: {
    coverId: Id<'shiftCovers'>
    isAccepted: boolean
  }
  answer_objection: {
    objectionId: Id<'objections'>
    isUpheld: boolean
    answer: string
    code?: string
    times?: number
  }
  appoint: {
    appointmentId: Id<'appointments'>
    memberId: Id<'members'>
    orgId: Id<'orgs'>
    role: Rows['appointments']['role']
    fromDay: Day
    untilDay?: Day
  }
  ask_cover: {
    coverId: Id<'shiftCovers'>
    signupId: Id<'shiftSignups'>
    toMemberId: Id<'members'>
  }
  ask_duty: {
    termId: Id<'dutyTerms'>
    memberId: Id<'members'>
    postId: Id<'dutyPosts'>
    words?: string
  }
  ask_leave: {
    leaveId: Id<'leaveRequests'>
    meetingId: Id<'meetings'>
    reason: string
  }
  assign_category: {
    assignmentId: Id<'categoryAssignments'>
    memberId: Id<'members'>
    category: Rows['categoryAssignments']['category']
    fromDay: Day
    basis: string
  }
  assign_material: {
    assignmentId: Id<'studyAssignments'>
    materialId: Id<'materials'>
    orgId: Id<'orgs'>
    category?: Rows['studyAssignments']['category']
    memberId?: Id<'members'>
    dueOn?: Day
  }
  assign_request: {
    requestId: Id<'requests'>
    memberId: Id<'members'>
  }
  attach_file: {
    fileId: Id<'materialFiles'>
    materialId: Id<'materials'>
    kind: Rows['materialFiles']['kind']
    path: string
    mime: string
    bytes: number
    name: string
    seconds?: number
  }
  call_off_meeting: {
    meetingId: Id<'meetings'>
    reason: string
  }
  call_off_shift: {
    shiftId: Id<'shifts'>
    reason: string
    withSeries?: boolean
  }
  cancel_order: {
    orderId: Id<'shopOrders'>
  }
  change_shift: {
    shiftId: Id<'shifts'>
    post: string
    place: string
    onDay: Day
    fromMinute: number
    untilMinute: number
    places: number
    opensDaysBefore: number
    closesDaysBefore: number
    leaveHours: number
    restHours: number
    confirmHours: number
    bring?: string
    categories?: readonly string[]
    organiserId?: Id<'members'>
    mapPoint?: string
  }
  check_in: {
    attendanceMarkId: Id<'attendanceMarks'>
    meetingId: Id<'meetings'>
    code: string
    isAfar?: boolean
  }
  check_in_by_code: {
    shiftId: Id<'shifts'>
    code: string
    atMinute: number
  }
  check_in_shift: {
    signupId: Id<'shiftSignups'>
    atMinute: number
  }
  check_out_shift: {
    signupId: Id<'shiftSignups'>
    atMinute: number
  }
  close_request: {
    requestId: Id<'requests'>
    secretReason: string
  }
  close_shop_item: {
    itemId: Id<'shopItems'>
  }
  collect_order: {
    orderId: Id<'shopOrders'>
    confirmed: Rows['shopOrders']['confirmed']
  }
  confirm_month: {
    branchId: Id<'orgs'>
    month: Day
    seen: string
  }
  confirm_shift: {
    signupId: Id<'shiftSignups'>
  }
  count_stock: {
    moveId: Id<'stockMoves'>
    itemId: Id<'shopItems'>
    seen: number
    counted: number
    note?: string
  }
  decide_duty: {
    termId: Id<'dutyTerms'>
    agreed: boolean
    fromDay?: Day
    untilDay?: Day
    households?: string
    note?: string
  }
  decide_leave: {
    leaveId: Id<'leaveRequests'>
    isGranted: boolean
    note?: string
  }
  decline_request: {
    requestId: Id<'requests'>
    secretWords?: string
  }
  detach_file: {
    fileId: Id<'materialFiles'>
  }
  discard_shift: {
    shiftId: Id<'shifts'>
  }
  drop_draft_rules: {
    orgId: Id<'orgs'>
  }
  drop_rule: {
    orgId: Id<'orgs'>
    code: string
    category?: string
  }
  edit_directory_card: {
    memberId: Id<'members'>
    name: string
    pinyin: string
    post: string
    promise: string
    phoneShared: boolean
  }
  edit_member_record: {
    memberId: Id<'members'>
    bornOn: Day
    sex: Rows['memberRecords']['sex']
    phone: string
    joinedOn: Day
  }
  edit_rule: {
    orgId: Id<'orgs'>
    code: string
    kind: string
    words: string
    tenths: number
    category?: string
    capTenths?: number
  }
  end_appointment: {
    appointmentId: Id<'appointments'>
    untilDay: Day
  }
  end_duty: {
    termId: Id<'dutyTerms'>
    untilDay: Day
  }
  end_exemption: {
    exemptionId: Id<'baseExemptions'>
    untilDay: Day
  }
  end_helper: {
    helperLinkId: Id<'elderHelpers'>
    untilDay: Day
  }
  exempt_member: {
    exemptionId: Id<'baseExemptions'>
    memberId: Id<'members'>
    basis: Rows['baseExemptions']['basis']
    fromDay: Day
    note?: string
  }
  explain_absence: {
    shiftWordId: Id<'shiftWords'>
    signupId: Id<'shiftSignups'>
    words: string
  }
  finish_material: {
    materialId: Id<'materials'>
    finishedOn: Day
    answers?: Json
  }
  finish_request: {
    requestId: Id<'requests'>
    secretAnswer: string
  }
  finish_visit_promise: {
    visitId: Id<'visits'>
    keptOn: Day
    note?: string
  }
  hold_meeting: {
    meetingId: Id<'meetings'>
    exceptions: Json
  }
  issue_card: {
    cardId: Id<'activationCards'>
    memberId: Id<'members'>
    loginNumber: string
    secretCode: string
  }
  leave_shift: {
    signupId: Id<'shiftSignups'>
    words?: string
  }
  make_contact_link: {
    linkId: Id<'contactLinks'>
    memberId: Id<'members'>
  }
  mark_absent: {
    signupId: Id<'shiftSignups'>
  }
  mark_attendance: {
    attendanceMarkId: Id<'attendanceMarks'>
    meetingId: Id<'meetings'>
    memberId: Id<'members'>
    presence: Rows['attendanceMarks']['presence']
    isLate?: boolean
    leftEarly?: boolean
    reason?: string
  }
  name_helper: {
    helperLinkId: Id<'elderHelpers'>
    elderId: Id<'members'>
    helperId: Id<'members'>
    fromDay: Day
  }
  note_request: {
    requestId: Id<'requests'>
    secretWords: string
  }
  offer_request: {
    requestId: Id<'requests'>
    offeredTo: Id<'members'>
    secretWords?: string
  }
  open_shop_item: {
    itemId: Id<'shopItems'>
  }
  plan_meeting: {
    meetingId: Id<'meetings'>
    orgId: Id<'orgs'>
    kind: Rows['meetings']['kind']
    title: string
    place: string
    onDay: Day
    fromMinute: number
    untilMinute: number
    expects: Rows['meetings']['expects']
    doorKey: string
    agenda?: string
    parts?: Json
    materialIds?: readonly string[]
    people?: readonly string[]
  }
  plan_shifts: {
    shiftIds: readonly string[]
    orgId: Id<'orgs'>
    post: string
    place: string
    onDay: Day
    fromMinute: number
    untilMinute: number
    places: number
    opensDaysBefore: number
    closesDaysBefore: number
    leaveHours: number
    restHours: number
    confirmHours: number
    isPublished: boolean
    everyDays?: number
    bring?: string
    categories?: readonly string[]
    organiserId?: Id<'members'>
    mapPoint?: string
  }
  propose_month: {
    branchId: Id<'orgs'>
    month: Day
  }
  publish_comparison: {
    comparisonId: Id<'comparisons'>
    branchId: Id<'orgs'>
    quarter: Day
    seen: string
    lifts?: Json
  }
  publish_material: {
    materialId: Id<'materials'>
  }
  publish_month: {
    branchId: Id<'orgs'>
    month: Day
  }
  publish_rules: {
    orgId: Id<'orgs'>
    fromMonth: Day
    note?: string
  }
  publish_shift: {
    shiftId: Id<'shifts'>
    withSeries?: boolean
  }
  raise_objection: {
    objectionId: Id<'objections'>
    month: Day
    reason: string
    entryId?: Id<'pointEntries'>
    photo?: string
  }
  record_dues: {
    paymentIds: readonly string[]
    memberIds: readonly string[]
    fromMonth: Day
    months: number
    paidOn: Day
    totalFen: number
  }
  record_dues_payment: {
    paymentId: Id<'duesPayments'>
    memberId: Id<'members'>
    fromMonth: Day
    months: number
    amountFen: number
    paidOn: Day
    paidBy?: string
  }
  record_home_lesson: {
    lessonId: Id<'homeLessons'>
    elderId: Id<'members'>
    materialId: Id<'materials'>
    givenOn: Day
    place: string
    acknowledged: Rows['homeLessons']['acknowledged']
    note?: string
  }
  record_outcome: {
    meetingId: Id<'meetings'>
    memberId: Id<'members'>
    outcome: string
  }
  record_paper_study: {
    memberId: Id<'members'>
    materialId: Id<'materials'>
    finishedOn: Day
  }
  record_reading: {
    materialId: Id<'materials'>
    reachedPermille: number
    heardSeconds: number
  }
  record_service: {
    signupId: Id<'shiftSignups'>
    fromMinute: number
    untilMinute: number
    reason?: string
  }
  record_stock: {
    moveId: Id<'stockMoves'>
    itemId: Id<'shopItems'>
    reason: string
    pieces: number
    note?: string
  }
  record_visit: {
    visitId: Id<'visits'>
    household: string
    visitedOn: Day
    purpose: Rows['visits']['purpose']
    asked?: string
    promise?: string
    promiseBy?: Day
  }
  register_member: {
    memberId: Id<'members'>
    branchId: Id<'orgs'>
    name: string
    pinyin: string
    bornOn: Day
    sex: Rows['memberRecords']['sex']
    joinedOn: Day
    phone: string
    category: Rows['categoryAssignments']['category']
    fromDay: Day
  }
  release_order: {
    orderId: Id<'shopOrders'>
  }
  remind_of_dues: {
    reminderIds: readonly string[]
    memberIds: readonly string[]
  }
  remove_meeting_photo: {
    meetingPhotoId: Id<'meetingPhotos'>
  }
  reopen_visit_promise: {
    visitId: Id<'visits'>
  }
  reserve_item: {
    orderId: Id<'shopOrders'>
    itemId: Id<'shopItems'>
    priceTenths: number
    quantity?: number
  }
  restore_member: {
    memberId: Id<'members'>
  }
  return_month: {
    branchId: Id<'orgs'>
    month: Day
    note: string
  }
  return_order: {
    orderId: Id<'shopOrders'>
  }
  reverse_dues_payment: {
    reversalId: Id<'duesPayments'>
    paymentId: Id<'duesPayments'>
    reason: string
  }
  review_duty: {
    reviewId: Id<'dutyReviews'>
    termId: Id<'dutyTerms'>
    half: Day
    result: Rows['dutyReviews']['result']
    note: string
  }
  revoke_card: {
    cardId: Id<'activationCards'>
  }
  revoke_contact_link: {
    memberId: Id<'members'>
  }
  save_duty_post: {
    postId: Id<'dutyPosts'>
    orgId: Id<'orgs'>
    name: string
    duties: string
  }
  save_material: {
    materialId: Id<'materials'>
    orgId: Id<'orgs'>
    topic: string
    title: string
    summary: string
    minutes: number
    body: string
    fromDay?: Day
    untilDay?: Day
    questions?: Json
  }
  save_shop_item: {
    itemId: Id<'shopItems'>
    orgId: Id<'orgs'>
    name: string
    words: string
    priceTenths: number
    monthLimit?: number
  }
  say_times: {
    wordId: Id<'monthWords'>
    memberId: Id<'members'>
    month: Day
    code: string
    onDay: Day
    reason: string
    times?: number
    photo?: string
  }
  serve_member: {
    orderId: Id<'shopOrders'>
    memberId: Id<'members'>
    itemId: Id<'shopItems'>
    priceTenths: number
    quantity?: number
  }
  set_ceilings: {
    orgId: Id<'orgs'>
    baseTenths: number
    categoryMaxTenths: number
    bonusMaxTenths: number
  }
  set_dues_basis: {
    basisIds: readonly string[]
    memberIds: readonly string[]
    fromMonth: Day
    kind: Rows['duesBases']['kind']
    byQuarter: boolean
    incomeFen?: number
    agreedFen?: number
    loweredFen?: number
    reason?: string
  }
  set_duty_post_open: {
    postId: Id<'dutyPosts'>
    isOpen: boolean
  }
  set_households: {
    termId: Id<'dutyTerms'>
    households: string
  }
  set_member_photo: {
    memberId: Id<'members'>
    jpeg?: string
  }
  set_point_settings: {
    orgId: Id<'orgs'>
    bands: Json
    objectionDays: number
    answerDays: number
    showsRanks: boolean
  }
  set_request_settings: {
    orgId: Id<'orgs'>
    waitDays: number
    keepDays: number
  }
  set_shop_photo: {
    itemId: Id<'shopItems'>
    jpeg?: string
  }
  set_shop_pin: {
    secretPin: string
  }
  set_shop_settings: {
    orgId: Id<'orgs'>
    fenPerPoint: number
    yearBudgetFen: number
    holdDays: number
  }
  sign_up: {
    signupId: Id<'shiftSignups'>
    shiftId: Id<'shifts'>
  }
  speak_for_member: {
    signupId: Id<'shiftSignups'>
    isComing: boolean
  }
  suspend_member: {
    memberId: Id<'members'>
    reason: string
  }
  take_request: {
    requestId: Id<'requests'>
  }
  transfer_member: {
    transferId: Id<'branchTransfers'>
    memberId: Id<'members'>
    toBranchId: Id<'orgs'>
    onDay: Day
    reason: string
  }
  unassign_material: {
    assignmentId: Id<'studyAssignments'>
  }
  undo_service: {
    signupId: Id<'shiftSignups'>
    reason?: string
  }
  withdraw_comparison: {
    comparisonId: Id<'comparisons'>
    reason: string
  }
  withdraw_cover: {
    coverId: Id<'shiftCovers'>
  }
  withdraw_duty: {
    termId: Id<'dutyTerms'>
  }
  withdraw_leave: {
    leaveId: Id<'leaveRequests'>
  }
  withdraw_material: {
    materialId: Id<'materials'>
  }
  withdraw_month: {
    branchId: Id<'orgs'>
    month: Day
  }
  withdraw_objection: {
    objectionId: Id<'objections'>
  }
  withdraw_visit: {
    visitId: Id<'visits'>
  }
  write_minutes: {
    meetingId: Id<'meetings'>
    minutes: string
    decisions: string
  }
}

/** The tables that travel, in the order the server delivers them. */
export const syncedTables = {
  orgs: { server: 'orgs', columns: ['id', 'parent_id', 'kind', 'name'] },
  appointments: {
    server: 'appointments',
    columns: ['id', 'member_id', 'org_id', 'role', 'from_day', 'until_day'],
  },
  directoryCards: {
    server: 'directory_cards',
    columns: ['id', 'branch_id', 'name', 'pinyin', 'photo_path', 'post', 'promise', 'phone'],
  },
  studyAssignments: {
    server: 'study_assignments',
    columns: [
      'id',
      'material_id',
      'org_id',
      'category',
      'member_id',
      'due_on',
      'assigned_by',
      'assigned_at',
    ],
  },
  materials: {
    server: 'materials',
    columns: [
      'id',
      'org_id',
      'topic',
      'title',
      'summary',
      'minutes',
      'from_day',
      'until_day',
      'status',
      'author_id',
      'published_at',
      'edited_at',
      'question_count',
    ],
  },
  materialFiles: {
    server: 'material_files',
    columns: ['id', 'material_id', 'kind', 'path', 'mime', 'bytes', 'seconds', 'name'],
  },
  memberRecords: {
    server: 'member_records',
    columns: ['id', 'branch_id', 'born_on', 'sex', 'phone', 'joined_on'],
  },
  categoryAssignments: {
    server: 'category_assignments',
    columns: [
      'id',
      'member_id',
      'branch_id',
      'category',
      'from_day',
      'basis',
      'decided_by',
      'decided_at',
    ],
  },
  branchTransfers: {
    server: 'branch_transfers',
    columns: [
      'id',
      'member_id',
      'from_branch_id',
      'branch_id',
      'on_day',
      'reason',
      'decided_by',
      'decided_at',
    ],
  },
  elderHelpers: {
    server: 'elder_helpers',
    columns: ['id', 'elder_id', 'helper_id', 'branch_id', 'from_day', 'until_day'],
  },
  homeLessons: {
    server: 'home_lessons',
    columns: [
      'id',
      'elder_id',
      'helper_id',
      'branch_id',
      'material_id',
      'given_on',
      'place',
      'note',
      'acknowledged',
      'recorded_at',
    ],
  },
  studyProgress: {
    server: 'study_progress',
    columns: [
      'id',
      'member_id',
      'branch_id',
      'material_id',
      'reached_permille',
      'heard_seconds',
      'finished_at',
      'finished_on',
      'counted_minutes',
      'source',
      'answers',
    ],
  },
  ruleSets: {
    server: 'rule_sets',
    columns: [
      'id',
      'org_id',
      'status',
      'version',
      'from_month',
      'rules',
      'base_tenths',
      'category_max_tenths',
      'bonus_max_tenths',
      'note',
      'edited_by',
      'edited_at',
      'published_by',
      'published_at',
    ],
  },
  monthFacts: {
    server: 'month_facts',
    columns: ['id', 'member_id', 'branch_id', 'month', 'fact', 'source_id', 'on_day', 'times'],
  },
  monthWords: {
    server: 'month_words',
    columns: [
      'id',
      'member_id',
      'branch_id',
      'month',
      'code',
      'times',
      'on_day',
      'reason',
      'said_by',
      'said_at',
      'has_photo',
    ],
  },
  baseExemptions: {
    server: 'base_exemptions',
    columns: [
      'id',
      'member_id',
      'branch_id',
      'basis',
      'from_day',
      'until_day',
      'note',
      'decided_by',
      'decided_at',
    ],
  },
  materialBodies: { server: 'material_bodies', columns: ['id', 'body', 'questions'] },
  monthSheets: {
    server: 'month_sheets',
    columns: [
      'id',
      'branch_id',
      'month',
      'state',
      'rule_set_id',
      'bands',
      'objections_until',
      'locked_at',
    ],
  },
  monthSteps: {
    server: 'month_steps',
    columns: ['id', 'branch_id', 'month', 'step', 'note', 'taken_by', 'taken_at'],
  },
  pointEntries: {
    server: 'point_entries',
    columns: [
      'id',
      'member_id',
      'sheet_id',
      'month',
      'rule_set_id',
      'code',
      'kind',
      'category',
      'times',
      'tenths',
      'word_id',
      'reverses_id',
      'objection_id',
      'proposed_by',
      'confirmed_by',
      'entered_at',
    ],
  },
  monthResults: {
    server: 'month_results',
    columns: [
      'id',
      'member_id',
      'sheet_id',
      'month',
      'base_tenths',
      'category_tenths',
      'bonus_tenths',
      'band',
      'band_words',
      'colour',
      'objection_id',
      'confirmed_at',
    ],
  },
  accessLog: {
    server: 'access_log',
    columns: ['id', 'member_id', 'read_by', 'reader', 'what', 'on_day', 'read_at'],
  },
  walletEntries: {
    server: 'wallet_entries',
    columns: ['id', 'member_id', 'kind', 'month', 'order_id', 'tenths', 'entered_at'],
  },
  pointSettings: {
    server: 'point_settings',
    columns: [
      'id',
      'bands',
      'objection_days',
      'answer_days',
      'shows_ranks',
      'edited_by',
      'edited_at',
    ],
  },
  boardEntries: {
    server: 'board_entries',
    columns: [
      'id',
      'sheet_id',
      'branch_id',
      'month',
      'member_id',
      'name',
      'pinyin',
      'band',
      'band_words',
      'colour',
      'rank',
    ],
  },
  objections: {
    server: 'objections',
    columns: [
      'id',
      'member_id',
      'sheet_id',
      'month',
      'entry_id',
      'reason',
      'has_photo',
      'raised_at',
      'answer_by',
      'state',
      'answer',
      'answered_by',
      'answerer',
      'answered_at',
    ],
  },
  meetingPhotos: {
    server: 'meeting_photos',
    columns: ['id', 'meeting_id', 'branch_id', 'open_to', 'words', 'added_by', 'added_at'],
  },
  meetingOutcomes: {
    server: 'meeting_outcomes',
    columns: [
      'id',
      'meeting_id',
      'member_id',
      'branch_id',
      'outcome',
      'recorded_by',
      'recorded_at',
    ],
  },
  shopSettings: {
    server: 'shop_settings',
    columns: ['id', 'fen_per_point', 'year_budget_fen', 'hold_days'],
  },
  shopItems: {
    server: 'shop_items',
    columns: ['id', 'org_id', 'name', 'words', 'price_tenths', 'month_limit', 'is_open'],
  },
  shopStock: { server: 'shop_stock', columns: ['id', 'org_id', 'on_hand', 'held'] },
  shopOrders: {
    server: 'shop_orders',
    columns: [
      'id',
      'org_id',
      'member_id',
      'item_id',
      'quantity',
      'price_tenths',
      'code',
      'state',
      'reserved_on',
      'reserved_at',
      'held_until',
      'collected_on',
      'collected_at',
      'keeper',
      'confirmed',
      'ended_at',
    ],
  },
  shopPhotos: { server: 'shop_photos', columns: ['id', 'org_id', 'jpeg'] },
  meetings: {
    server: 'meetings',
    columns: [
      'id',
      'org_id',
      'kind',
      'title',
      'place',
      'on_day',
      'from_minute',
      'until_minute',
      'agenda',
      'parts',
      'material_ids',
      'expects',
      'people',
      'state',
      'note',
      'called_by',
    ],
  },
  meetingMinutes: {
    server: 'meeting_minutes',
    columns: ['id', 'branch_id', 'open_to', 'minutes', 'decisions', 'written_by', 'written_at'],
  },
  meetingKeys: { server: 'meeting_keys', columns: ['id', 'branch_id', 'key'] },
  attendanceMarks: {
    server: 'attendance_marks',
    columns: [
      'id',
      'meeting_id',
      'member_id',
      'branch_id',
      'presence',
      'is_late',
      'left_early',
      'how',
      'reason',
      'marked_by',
      'marked_at',
    ],
  },
  leaveRequests: {
    server: 'leave_requests',
    columns: [
      'id',
      'meeting_id',
      'member_id',
      'branch_id',
      'reason',
      'state',
      'note',
      'decided_by',
      'asked_at',
    ],
  },
  shifts: {
    server: 'shifts',
    columns: [
      'id',
      'org_id',
      'series_id',
      'post',
      'place',
      'bring',
      'on_day',
      'from_minute',
      'until_minute',
      'places',
      'categories',
      'opens_on',
      'closes_on',
      'leave_hours',
      'rest_hours',
      'confirm_hours',
      'organiser_id',
      'status',
      'note',
      'changed_at',
      'map_point',
    ],
  },
  shiftSignups: {
    server: 'shift_signups',
    columns: [
      'id',
      'shift_id',
      'member_id',
      'branch_id',
      'post',
      'on_day',
      'nth',
      'status',
      'offered_until',
      'heard_at',
      'agreed_at',
      'served_from',
      'served_until',
      'how',
      'made_by',
      'marked_by',
    ],
  },
  shiftWords: {
    server: 'shift_words',
    columns: [
      'id',
      'signup_id',
      'shift_id',
      'member_id',
      'organiser_id',
      'branch_id',
      'kind',
      'words',
      'said_at',
    ],
  },
  shiftCovers: {
    server: 'shift_covers',
    columns: [
      'id',
      'signup_id',
      'shift_id',
      'from_member_id',
      'to_member_id',
      'branch_id',
      'state',
      'asked_at',
    ],
  },
  shiftCodes: { server: 'shift_codes', columns: ['id', 'shift_id', 'member_id', 'code'] },
  duesBases: {
    server: 'dues_bases',
    columns: [
      'id',
      'member_id',
      'from_month',
      'kind',
      'income_fen',
      'agreed_fen',
      'lowered_fen',
      'reason',
      'by_quarter',
      'month_fen',
      'setter',
      'set_at',
    ],
  },
  duesPayments: {
    server: 'dues_payments',
    columns: [
      'id',
      'member_id',
      'from_month',
      'months',
      'amount_fen',
      'paid_on',
      'paid_by',
      'recorder',
      'recorded_at',
      'reverses_id',
      'reason',
    ],
  },
  duesReminders: {
    server: 'dues_reminders',
    columns: ['id', 'member_id', 'from_month', 'until_month', 'owed_fen', 'on_day', 'reminder'],
  },
  visits: {
    server: 'visits',
    columns: [
      'id',
      'member_id',
      'branch_id',
      'household',
      'visited_on',
      'purpose',
      'asked',
      'promise',
      'promise_by',
      'kept_on',
      'kept_note',
      'recorded_at',
    ],
  },
  shiftCorrections: {
    server: 'shift_corrections',
    columns: [
      'id',
      'signup_id',
      'shift_id',
      'member_id',
      'organiser_id',
      'branch_id',
      'status',
      'served_from',
      'served_until',
      'how',
      'marked_by',
      'reason',
      'put_right_by',
      'put_right_at',
    ],
  },
  dutyPosts: { server: 'duty_posts', columns: ['id', 'org_id', 'name', 'duties', 'is_open'] },
  dutyTerms: {
    server: 'duty_terms',
    columns: [
      'id',
      'member_id',
      'branch_id',
      'post_id',
      'status',
      'words',
      'asked_by',
      'asked_at',
      'from_day',
      'until_day',
      'households',
      'note',
    ],
  },
  dutyReviews: {
    server: 'duty_reviews',
    columns: ['id', 'term_id', 'member_id', 'branch_id', 'half', 'result', 'note', 'reviewed_at'],
  },
  requestSettings: { server: 'request_settings', columns: ['id', 'wait_days', 'keep_days'] },
  requests: {
    server: 'requests',
    columns: [
      'id',
      'member_id',
      'branch_id',
      'status',
      'offered_to',
      'came_at',
      'came_on',
      'taken_at',
      'ended_at',
      'ended_on',
      'rating',
      'rated_on',
    ],
  },
  comparisons: {
    server: 'comparisons',
    columns: [
      'id',
      'branch_id',
      'quarter',
      'state',
      'publisher',
      'published_on',
      'reason',
      'withdrawn_on',
    ],
  },
  comparisonMarks: {
    server: 'comparison_marks',
    columns: ['id', 'comparison_id', 'branch_id', 'aspect', 'member_id', 'name', 'pinyin'],
  },
  comparisonResults: {
    server: 'comparison_results',
    columns: [
      'id',
      'comparison_id',
      'quarter',
      'member_id',
      'aspect',
      'band',
      'figures',
      'lift_reason',
      'lifter',
    ],
  },
} as const satisfies Record<keyof Rows, { server: string; columns: readonly string[] }>

/** Every code the server may refuse with; never renamed or reused. */
export const refusalCodes = [
  'already-active',
  'already-answered',
  'already-asked',
  'already-asked-cover',
  'already-decided',
  'already-given',
  'already-objected',
  'already-rated',
  'already-reversed',
  'already-reviewed',
  'already-signed-up',
  'already-there',
  'app-too-old',
  'ask-the-town',
  'asked-enough-today',
  'attendance-put-right',
  'bad-arguments',
  'bad-cursor',
  'bad-name',
  'bad-phone',
  'bad-photo',
  'bad-request',
  'bad-words',
  'budget-used-up',
  'card-asked-enough',
  'card-not-valid',
  'changed-meanwhile',
  'checked-in-already',
  'checked-out-already',
  'code-too-late',
  'compared-already',
  'comparison-gone',
  'cover-answered',
  'cut-off',
  'day-out-of-range',
  'dues-month-out-of-range',
  'dues-paid-already',
  'enough-photos',
  'id-reused',
  'item-closed',
  'less-than-due',
  'material-not-published',
  'meeting-over',
  'month-closed',
  'month-limit',
  'month-not-over',
  'month-out-of-range',
  'more-than-there-is',
  'needs-a-reason',
  'needs-a-word',
  'needs-rest',
  'no-draft',
  'no-dues-basis',
  'no-pin',
  'no-reason',
  'no-school',
  'no-such-card',
  'no-such-code',
  'no-such-entry',
  'no-such-request',
  'no-such-rule',
  'not-a-branch',
  'not-a-draft',
  'not-absent',
  'not-allowed',
  'not-checked-in',
  'not-collected',
  'not-confirmed',
  'not-done-yet',
  'not-in-favour',
  'not-in-the-branch',
  'not-lower',
  'not-of-age',
  'not-offered',
  'not-on-paper',
  'not-proposed',
  'not-published',
  'not-shown',
  'not-signed-up',
  'not-their-category',
  'not-yet',
  'not-your-category',
  'not-your-elder',
  'not-your-own',
  'not-your-study',
  'nothing-promised',
  'nothing-to-undo',
  'number-taken',
  'offer-lapsed',
  'often-enough',
  'order-cancelled',
  'order-collected',
  'order-expired',
  'order-returned',
  'out-before-in',
  'outside-shift',
  'owes-nothing',
  'places-taken',
  'post-closed',
  'post-held',
  'price-changed',
  'promised-already',
  'published-already',
  'quarter-not-over',
  'reminded-lately',
  'request-over',
  'role-not-here',
  'server-fault',
  'shift-begun',
  'shift-called-off',
  'shifts-clash',
  'signed-out',
  'signed-up-themselves',
  'signup-closed',
  'signup-not-open',
  'sold-out',
  'stock-moved',
  'too-big',
  'too-few-left',
  'too-few-people',
  'too-few-points',
  'too-late-to-object',
  'too-late-to-return',
  'too-many-asked',
  'too-many-attempts',
  'too-many-codes',
  'too-many-notes',
  'too-many-objections',
  'too-many-orders',
  'too-short',
  'unknown-command',
  'visit-there-already',
  'wrong-door-code',
  'wrong-pin',
  'wrong-shift-code',
] as const
