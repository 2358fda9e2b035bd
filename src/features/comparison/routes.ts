import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/comparison',
    component: () => import('./pages/ComparisonPage.vue'),
    meta: { title: '三亮三比' },
  },
  {
    path: '/comparison/now',
    component: () => import('./pages/SoFarPage.vue'),
    meta: { title: '到今天的三比' },
  },
  {
    path: '/comparison/print',
    component: () => import('./pages/PrintPage.vue'),
    meta: { title: '打印三比' },
  },
  {
    path: '/branch/comparison',
    component: () => import('./pages/BranchPage.vue'),
    meta: { title: '支部三比', gate: 'overseer' },
  },
  {
    path: '/branch/comparison/:memberId',
    component: () => import('./pages/LiftPage.vue'),
    meta: { title: '一位党员的三比', gate: 'overseer' },
  },
  {
    path: '/branch/comparisons',
    component: () => import('./pages/TotalsPage.vue'),
    meta: { title: '各支部三比', gate: 'overseer' },
  },
]
