import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/shifts',
    component: () => import('./pages/ShiftsPage.vue'),
    meta: { title: '服务班次' },
  },
  {
    path: '/shifts/hours',
    component: () => import('./pages/HoursPage.vue'),
    meta: { title: '我的服务时间' },
  },
  {
    path: '/shifts/hours/print',
    component: () => import('./pages/PrintHoursPage.vue'),
    meta: { title: '打印服务时间' },
  },
  {
    path: '/shifts/:shiftId',
    component: () => import('./pages/ShiftPage.vue'),
    meta: { title: '班次' },
  },
  {
    path: '/shifts/:shiftId/leave',
    component: () => import('./pages/LeavePage.vue'),
    meta: { title: '退出班次' },
  },
  {
    path: '/shifts/:shiftId/cover',
    component: () => import('./pages/CoverPage.vue'),
    meta: { title: '请人顶班' },
  },
  {
    path: '/shifts/:shiftId/code',
    component: () => import('./pages/CodePage.vue'),
    meta: { title: '我的签到码' },
  },
  {
    path: '/shifts/:shiftId/why',
    component: () => import('./pages/WhyPage.vue'),
    meta: { title: '为什么没来' },
  },
]
