import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/branch/meetings',
    component: () => import('./pages/DeskPage.vue'),
    meta: { title: '组织生活安排', gate: 'overseer' },
  },
  {
    path: '/branch/meetings/totals',
    component: () => import('./pages/TotalsPage.vue'),
    meta: { title: '各支部组织生活', gate: 'overseer' },
  },
  {
    path: '/branch/meetings/totals/print',
    component: () => import('./pages/PrintTotalsPage.vue'),
    meta: { title: '打印各支部组织生活', gate: 'overseer' },
  },
  {
    path: '/branch/meetings/print',
    component: () => import('./pages/PrintPlanPage.vue'),
    meta: { title: '打印组织生活安排', gate: 'overseer' },
  },
  {
    path: '/branch/meetings/new',
    component: () => import('./pages/PlanPage.vue'),
    meta: { title: '安排活动', gate: 'runs' },
  },
  {
    path: '/branch/meetings/:meetingId',
    component: () => import('./pages/MeetingDeskPage.vue'),
    meta: { title: '活动', gate: 'overseer' },
  },
  {
    path: '/branch/meetings/:meetingId/edit',
    component: () => import('./pages/PlanPage.vue'),
    meta: { title: '改活动', gate: 'runs' },
  },
  {
    path: '/branch/meetings/:meetingId/door',
    component: () => import('./pages/DoorPage.vue'),
    meta: { title: '签到码', gate: 'runs' },
  },
  {
    path: '/branch/meetings/:meetingId/list',
    component: () => import('./pages/ListPage.vue'),
    meta: { title: '到会名单', gate: 'runs' },
  },
  {
    path: '/branch/meetings/:meetingId/minutes',
    component: () => import('./pages/MinutesPage.vue'),
    meta: { title: '会议记录', gate: 'runs' },
  },
  {
    path: '/branch/meetings/:meetingId/print',
    component: () => import('./pages/PrintPage.vue'),
    meta: { title: '打印', gate: 'runs' },
  },
  {
    path: '/branch/meetings/:meetingId/members/:memberId',
    component: () => import('./pages/CorrectPage.vue'),
    meta: { title: '更正到会', gate: 'runs' },
  },
]
