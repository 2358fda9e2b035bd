import type { RouteRecordRaw } from 'vue-router'

// Whoever looks after a shift may be any member of the branch, so the pages at the place have no gate: they ask the shift.
export const routes: RouteRecordRaw[] = [
  {
    path: '/branch/shifts',
    component: () => import('./pages/DeskPage.vue'),
    meta: { title: '服务班次', gate: 'overseer' },
  },
  {
    path: '/branch/shifts/new',
    component: () => import('./pages/PlanPage.vue'),
    meta: { title: '安排班次', gate: 'runs' },
  },
  {
    path: '/branch/shifts/print',
    component: () => import('./pages/RotaPage.vue'),
    meta: { title: '打印班次安排', gate: 'overseer' },
  },
  {
    path: '/branch/shifts/hours',
    component: () => import('./pages/HoursPage.vue'),
    meta: { title: '支部服务时间', gate: 'overseer' },
  },
  {
    path: '/branch/shifts/:shiftId',
    component: () => import('./pages/ShiftDeskPage.vue'),
    meta: { title: '班次', gate: 'overseer' },
  },
  {
    path: '/branch/shifts/:shiftId/edit',
    component: () => import('./pages/PlanPage.vue'),
    meta: { title: '改班次', gate: 'runs' },
  },
  {
    path: '/shifts/:shiftId/desk',
    component: () => import('./pages/CheckInPage.vue'),
    meta: { title: '签到台' },
  },
  {
    path: '/shifts/:shiftId/desk/names',
    component: () => import('./pages/KioskPage.vue'),
    meta: { title: '点名字签到' },
  },
  {
    path: '/shifts/:shiftId/desk/scan',
    component: () => import('./pages/ScanPage.vue'),
    meta: { title: '看签到码' },
  },
  {
    path: '/shifts/:shiftId/desk/add',
    component: () => import('./pages/AddPage.vue'),
    meta: { title: '加一个人' },
  },
  {
    path: '/shifts/:shiftId/desk/:signupId',
    component: () => import('./pages/PersonPage.vue'),
    meta: { title: '补记' },
  },
  {
    path: '/shifts/:shiftId/print',
    component: () => import('./pages/PrintPage.vue'),
    meta: { title: '打印班次表' },
  },
]
