import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/points/rules',
    component: () => import('./pages/RulesPage.vue'),
    meta: { title: '积分办法' },
  },
  {
    path: '/points/year',
    component: () => import('./pages/YearPage.vue'),
    meta: { title: '我的十二个月' },
  },
  {
    path: '/points/:month(\\d{4}-\\d{2})',
    component: () => import('./pages/MonthPage.vue'),
    meta: { title: '我的积分' },
  },
  {
    path: '/points/:month(\\d{4}-\\d{2})/print',
    component: () => import('./pages/PrintMonthPage.vue'),
    meta: { title: '打印积分单' },
  },
  {
    path: '/branch/points',
    component: () => import('./pages/SheetPage.vue'),
    meta: { title: '积分表', gate: 'runs' },
  },
  {
    path: '/branch/points/rules',
    component: () => import('./pages/ChooseRulePage.vue'),
    meta: { title: '记哪一条', gate: 'runs' },
  },
  {
    path: '/branch/points/say/:code',
    component: () => import('./pages/SayPage.vue'),
    meta: { title: '记一条例外', gate: 'runs' },
  },
  {
    path: '/branch/points/exempt/:memberId',
    component: () => import('./pages/ExemptPage.vue'),
    meta: { title: '免扣基础分', gate: 'runs' },
  },
  {
    path: '/branch/points/print',
    component: () => import('./pages/PrintSheetPage.vue'),
    meta: { title: '打印积分表', gate: 'runs' },
  },
  {
    path: '/branch/points/:memberId',
    component: () => import('./pages/MemberMonthPage.vue'),
    meta: { title: '积分', gate: 'runs' },
  },
  {
    path: '/branch/points/:memberId/print',
    component: () => import('./pages/PrintMemberPage.vue'),
    meta: { title: '打印积分单', gate: 'runs' },
  },
  {
    path: '/branch/months',
    component: () => import('./pages/MonthsPage.vue'),
    meta: { title: '各支部积分表', gate: 'overseer' },
  },
  {
    path: '/branch/months/:branchId',
    component: () => import('./pages/ReviewPage.vue'),
    meta: { title: '支部积分表', gate: 'overseer' },
  },
]
