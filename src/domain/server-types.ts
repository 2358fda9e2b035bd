// Written from the migrated database by `npm run types`. Change the SQL, not this file.
//
// uuid and text → string, a text column with a listed check → that list, date → Day, timestamptz → Moment,
// int and numeric → number, jsonb → Json; a nullable column is `| null`, an argument with a default is optional.
// A text argument named like a column of the tables it writes takes that column's list.
import type { Day, Moment } from './day'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export interface Rows {
  orgs: {
    id: string
    parentId: string | null
    kind: 'town' | 'area' | 'village_branch' | 'special_branch'
    name: string
  }
  appointments: {
    id: string
    memberId: string
    orgId: string
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
    id: string
    branchId: string
    name: string
    pinyin: string
    photoPath: string | null
    post: string | null
    promise: string | null
    phone: string | null
  }
  studyAssignments: {
    id: string
    materialId: string
    orgId: string
    category: 'migrant' | 'village' | 'hardship' | 'elder' | 'office' | 'rectify' | null
    memberId: string | null
    dueOn: Day | null
    assignedBy: string
    assignedAt: Moment
  }
  materials: {
    id: string
    orgId: string
    topic: string
    title: string
    summary: string
    minutes: number
    fromDay: Day | null
    untilDay: Day | null
    status: 'draft' | 'published' | 'withdrawn'
    authorId: string
    publishedAt: Moment | null
    editedAt: Moment
    questionCount: number
  }
  materialFiles: {
    id: string
    materialId: string
    kind: 'audio' | 'picture'
    path: string
    mime: string
    bytes: number
    seconds: number | null
    name: string
  }
  studyProgress: {
    id: string
    memberId: string
    branchId: string
    materialId: string
    reachedPermille: number
    heardSeconds: number
    finishedAt: Moment | null
    finishedOn: Day | null
    source: 'self' | 'helper' | 'paper' | null
    answers: Json
  }
  memberRecords: {
    id: string
    branchId: string
    bornOn: Day
    sex: 'female' | 'male'
    phone: string | null
    joinedOn: Day
  }
  categoryAssignments: {
    id: string
    memberId: string
    branchId: string
    category: 'migrant' | 'village' | 'hardship' | 'elder' | 'office' | 'rectify'
    fromDay: Day
    basis: string
    decidedBy: string
    decidedAt: Moment
  }
  branchTransfers: {
    id: string
    memberId: string
    fromBranchId: string
    branchId: string
    onDay: Day
    reason: string
    decidedBy: string
    decidedAt: Moment
  }
  elderHelpers: {
    id: string
    elderId: string
    helperId: string
    branchId: string
    fromDay: Day
    untilDay: Day | null
  }
  homeLessons: {
    id: string
    elderId: string
    helperId: string
    branchId: string
    materialId: string
    givenOn: Day
    place: string
    note: string
    acknowledged: 'tap' | 'paper'
    recordedAt: Moment
  }
  materialBodies: {
    id: string
    body: string
    questions: Json
  }
}

export interface CommandArgs {
  issue_card: { cardId: string; memberId: string; loginNumber: string; secretCode: string }
  revoke_card: { cardId: string }
  register_member: {
    memberId: string
    branchId: string
    name: string
    pinyin: string
    bornOn: Day
    sex: Rows['memberRecords']['sex']
    joinedOn: Day
    phone: string
    category: Rows['categoryAssignments']['category']
    fromDay: Day
  }
  edit_directory_card: {
    memberId: string
    name: string
    pinyin: string
    post: string
    promise: string
    phoneShared: boolean
  }
  edit_member_record: {
    memberId: string
    bornOn: Day
    sex: Rows['memberRecords']['sex']
    phone: string
    joinedOn: Day
  }
  assign_category: {
    assignmentId: string
    memberId: string
    category: Rows['categoryAssignments']['category']
    fromDay: Day
    basis: string
  }
  transfer_member: { transferId: string; memberId: string; toBranchId: string; onDay: Day; reason: string }
  appoint: {
    appointmentId: string
    memberId: string
    orgId: string
    role: Rows['appointments']['role']
    fromDay: Day
    untilDay?: Day
  }
  end_appointment: { appointmentId: string; untilDay: Day }
  suspend_member: { memberId: string; reason: string }
  restore_member: { memberId: string }
  name_helper: { helperLinkId: string; elderId: string; helperId: string; fromDay: Day }
  end_helper: { helperLinkId: string; untilDay: Day }
  save_material: {
    materialId: string
    orgId: string
    topic: string
    title: string
    summary: string
    minutes: number
    body: string
    fromDay?: Day
    untilDay?: Day
    questions?: Json
  }
  publish_material: { materialId: string }
  withdraw_material: { materialId: string }
  attach_file: {
    fileId: string
    materialId: string
    kind: Rows['materialFiles']['kind']
    path: string
    mime: string
    bytes: number
    name: string
    seconds?: number
  }
  detach_file: { fileId: string }
  assign_material: {
    assignmentId: string
    materialId: string
    orgId: string
    category?: Rows['categoryAssignments']['category']
    memberId?: string
    dueOn?: Day
  }
  unassign_material: { assignmentId: string }
  record_reading: { materialId: string; reachedPermille: number; heardSeconds: number }
  finish_material: { materialId: string; finishedOn: Day; answers?: Json }
  record_home_lesson: {
    lessonId: string
    elderId: string
    materialId: string
    givenOn: Day
    place: string
    acknowledged: Rows['homeLessons']['acknowledged']
    note?: string
  }
  record_paper_study: { memberId: string; materialId: string; finishedOn: Day }
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
    columns: ['id', 'material_id', 'org_id', 'category', 'member_id', 'due_on', 'assigned_by', 'assigned_at'],
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
      'source',
      'answers',
    ],
  },
  memberRecords: {
    server: 'member_records',
    columns: ['id', 'branch_id', 'born_on', 'sex', 'phone', 'joined_on'],
  },
  categoryAssignments: {
    server: 'category_assignments',
    columns: ['id', 'member_id', 'branch_id', 'category', 'from_day', 'basis', 'decided_by', 'decided_at'],
  },
  branchTransfers: {
    server: 'branch_transfers',
    columns: ['id', 'member_id', 'from_branch_id', 'branch_id', 'on_day', 'reason', 'decided_by', 'decided_at'],
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
  materialBodies: { server: 'material_bodies', columns: ['id', 'body', 'questions'] },
} as const satisfies Record<keyof Rows, { server: string; columns: readonly string[] }>
