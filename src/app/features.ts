import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import { BoardNewsCard, MyBoardCard, routes as boardRoutes } from '@/features/boards'
import { routes as calendarRoutes } from '@/features/calendar'
import { ComparisonNewsCard, routes as comparisonRoutes } from '@/features/comparison'
import { routes as dutyPostRoutes } from '@/features/duty-posts'
import { DuesCard, routes as duesRoutes } from '@/features/dues'
import { HelperCard, routes as homeLessonRoutes } from '@/features/home-lessons'
import { routes as meetingKeepingRoutes } from '@/features/meeting-keeping'
import { MeetingsCard, routes as meetingRoutes } from '@/features/meetings'
import { routes as myPhoneRoutes } from '@/features/my-phone'
import { routes as pointRulesRoutes } from '@/features/point-rules'
import { MyMonthCard, routes as pointsRoutes } from '@/features/points'
import { RequestsCard, routes as requestRoutes } from '@/features/requests'
import { routes as rosterRoutes } from '@/features/roster'
import { routes as shiftKeepingRoutes } from '@/features/shift-keeping'
import { routes as shiftRoutes, ShiftCard } from '@/features/shifts'
import { routes as shopRoutes, ToCollectCard, WalletCard } from '@/features/shop'
import { CounterCard, routes as shopKeepingRoutes } from '@/features/shop-keeping'
import { NewLessons, routes as studyRoutes, StudyHours, TodayTasks } from '@/features/study'
import { routes as teachingRoutes } from '@/features/teaching'
import { ToDecideCard } from '@/features/to-decide'
import { PromisesCard, routes as visitRoutes } from '@/features/visits'

/** Every feature opens one door, its index.ts, and is joined to the app here with its pages; its acts in mutations.ts. */
export const featureRoutes: RouteRecordRaw[] = [
  ...studyRoutes,
  ...teachingRoutes,
  ...rosterRoutes,
  ...homeLessonRoutes,
  ...calendarRoutes,
  ...meetingRoutes,
  ...meetingKeepingRoutes,
  ...shiftRoutes,
  ...shiftKeepingRoutes,
  ...pointsRoutes,
  ...pointRulesRoutes,
  ...boardRoutes,
  ...comparisonRoutes,
  ...shopRoutes,
  ...shopKeepingRoutes,
  ...dutyPostRoutes,
  ...requestRoutes,
  ...duesRoutes,
  ...visitRoutes,
  ...myPhoneRoutes,
]

/** What stands on the home page under the person's name, in this order. */
export const homeCards: readonly Component[] = [
  TodayTasks,
  ToDecideCard,
  BoardNewsCard,
  ComparisonNewsCard,
  ToCollectCard,
  DuesCard,
  PromisesCard,
  CounterCard,
  RequestsCard,
  MeetingsCard,
  ShiftCard,
  HelperCard,
  NewLessons,
  StudyHours,
]

/** What stands on the points page. */
export const pointsCards: readonly Component[] = [MyMonthCard, MyBoardCard, WalletCard, StudyHours]
