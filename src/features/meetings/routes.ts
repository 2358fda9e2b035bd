import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/meetings',
    component: () => import('./pages/MeetingsPage.vue'),
    meta: { title: '组织生活' },
  },
  {
    path: '/meetings/:meetingId',
    component: () => import('./pages/MeetingPage.vue'),
    meta: { title: '活动' },
  },
  {
    path: '/meetings/:meetingId/in',
    component: () => import('./pages/CheckInPage.vue'),
    meta: { title: '签到' },
  },
  {
    path: '/meetings/:meetingId/leave',
    component: () => import('./pages/LeavePage.vue'),
    meta: { title: '请假' },
  },
]
