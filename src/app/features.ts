import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { AnyMutation } from '@/db/mutation'
import {
  mutations as homeLessonMutations,
  routes as homeLessonRoutes,
} from '@/features/home-lessons'
import { routes as myPhoneRoutes } from '@/features/my-phone'
import { mutations as rosterMutations, routes as rosterRoutes } from '@/features/roster'
import {
  mutations as studyMutations,
  NewLessons,
  routes as studyRoutes,
  StudyHours,
  TodayTasks,
} from '@/features/study'
import { mutations as teachingMutations, routes as teachingRoutes } from '@/features/teaching'

/** Every feature opens one door, its index.ts, and is joined to the app here: its pages, its acts, its cards. */
export const featureRoutes: RouteRecordRaw[] = [
  ...studyRoutes,
  ...teachingRoutes,
  ...rosterRoutes,
  ...homeLessonRoutes,
  ...myPhoneRoutes,
]

export const mutations: readonly AnyMutation[] = [
  ...studyMutations,
  ...teachingMutations,
  ...rosterMutations,
  ...homeLessonMutations,
]

/** What stands on the home page under the person's name, in this order. */
export const homeCards: readonly Component[] = [TodayTasks, NewLessons, StudyHours]

/** What stands on the points page. */
export const pointsCards: readonly Component[] = [StudyHours]
