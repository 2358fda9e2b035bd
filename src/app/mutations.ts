import type { AnyMutation } from '@/db/mutation'
import { mutations as boardMutations } from '@/features/boards'
import { mutations as comparisonMutations } from '@/features/comparison'
import { mutations as dutyPostMutations } from '@/features/duty-posts'
import { mutations as duesMutations } from '@/features/dues'
import { mutations as homeLessonMutations } from '@/features/home-lessons'
import { mutations as meetingKeepingMutations } from '@/features/meeting-keeping'
import { mutations as meetingMutations } from '@/features/meetings'
import { mutations as pointRulesMutations } from '@/features/point-rules'
import { mutations as pointsMutations } from '@/features/points'
import { mutations as requestMutations } from '@/features/requests'
import { mutations as rosterMutations } from '@/features/roster'
import { mutations as shiftKeepingMutations } from '@/features/shift-keeping'
import { mutations as shiftMutations } from '@/features/shifts'
import { mutations as shopMutations } from '@/features/shop'
import { mutations as shopKeepingMutations } from '@/features/shop-keeping'
import { mutations as studyMutations } from '@/features/study'
import { mutations as teachingMutations } from '@/features/teaching'
import { mutations as visitMutations } from '@/features/visits'

/** Every act there is, for laying unsent ones on again after a sync; kept apart from the pages, which come first. */
export const mutations: readonly AnyMutation[] = [
  ...studyMutations,
  ...teachingMutations,
  ...rosterMutations,
  ...homeLessonMutations,
  ...meetingMutations,
  ...meetingKeepingMutations,
  ...pointsMutations,
  ...pointRulesMutations,
  ...boardMutations,
  ...comparisonMutations,
  ...shiftMutations,
  ...shiftKeepingMutations,
  ...shopMutations,
  ...shopKeepingMutations,
  ...dutyPostMutations,
  ...requestMutations,
  ...duesMutations,
  ...visitMutations,
]
