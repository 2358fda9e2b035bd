import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/visits',
    component: () => import('./pages/VisitsPage.vue'),
    meta: { title: '我的走访' },
  },
  {
    path: '/visits/new',
    component: () => import('./pages/NewVisitPage.vue'),
    meta: { title: '记一次走访' },
  },
  {
    path: '/visits/print',
    component: () => import('./pages/PrintVisitsPage.vue'),
    meta: { title: '打印走访记录' },
  },
  {
    path: '/visits/:visitId',
    component: () => import('./pages/VisitPage.vue'),
    meta: { title: '一次走访' },
  },
  {
    path: '/branch/visits',
    component: () => import('./pages/BranchVisitsPage.vue'),
    meta: { title: '走访', gate: 'overseer' },
  },
  {
    path: '/branch/visits/totals',
    component: () => import('./pages/TotalsPage.vue'),
    meta: { title: '走访次数', gate: 'overseer' },
  },
  {
    path: '/branch/visits/print',
    component: () => import('./pages/PrintBranchVisitsPage.vue'),
    meta: { title: '打印走访表', gate: 'overseer' },
  },
]
