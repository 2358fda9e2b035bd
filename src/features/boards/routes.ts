import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/points/board',
    component: () => import('./pages/BoardPage.vue'),
    meta: { title: '榜单' },
  },
  {
    path: '/points/board/print',
    component: () => import('./pages/PrintBoardPage.vue'),
    meta: { title: '打印榜单' },
  },
  {
    path: '/points/objections',
    component: () => import('./pages/MyObjectionsPage.vue'),
    meta: { title: '我的异议' },
  },
  {
    path: '/points/:month(\\d{4}-\\d{2})/object',
    component: () => import('./pages/ObjectPage.vue'),
    meta: { title: '提异议' },
  },
  {
    path: '/branch/board',
    component: () => import('./pages/PublishPage.vue'),
    meta: { title: '公示榜单', gate: 'overseer' },
  },
  {
    path: '/branch/boards',
    component: () => import('./pages/TotalsPage.vue'),
    meta: { title: '各支部榜单', gate: 'overseer' },
  },
  {
    path: '/branch/boards/settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { title: '榜单设置', gate: 'town' },
  },
  {
    path: '/branch/objections',
    component: () => import('./pages/ObjectionsPage.vue'),
    meta: { title: '异议', gate: 'overseer' },
  },
  {
    path: '/branch/objections/:id',
    component: () => import('./pages/AnswerPage.vue'),
    meta: { title: '答复异议', gate: 'overseer' },
  },
]
