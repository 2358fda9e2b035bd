import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/requests',
    component: () => import('./pages/RequestsPage.vue'),
    meta: { title: '群众找我' },
  },
  {
    path: '/requests/:requestId',
    component: () => import('./pages/RequestPage.vue'),
    meta: { title: '一件事' },
  },
  {
    path: '/branch/requests',
    component: () => import('./pages/BranchRequestsPage.vue'),
    meta: { title: '有事找我', gate: 'overseer' },
  },
  {
    path: '/branch/requests/totals',
    component: () => import('./pages/TotalsPage.vue'),
    meta: { title: '各支部有事找我', gate: 'overseer' },
  },
  {
    path: '/branch/requests/print',
    component: () => import('./pages/PrintLedgerPage.vue'),
    meta: { title: '打印办事台账', gate: 'overseer' },
  },
  {
    path: '/branch/requests/settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { title: '有事找我的规定', gate: 'town' },
  },
  {
    path: '/branch/requests/:requestId',
    component: () => import('./pages/BranchRequestPage.vue'),
    meta: { title: '一件事', gate: 'overseer' },
  },
]
