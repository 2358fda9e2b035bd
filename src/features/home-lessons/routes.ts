import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/helper', component: () => import('./pages/HelperPage.vue'), meta: { title: '帮学' } },
  {
    path: '/helper/log',
    component: () => import('./pages/LogPage.vue'),
    meta: { title: '打印帮学记录' },
  },
  {
    path: '/helper/mine',
    component: () => import('./pages/ReceivedPage.vue'),
    meta: { title: '送给我的学习' },
  },
  {
    path: '/helper/:elderId',
    component: () => import('./pages/ElderPage.vue'),
    meta: { title: '帮学记录' },
  },
  {
    path: '/helper/:elderId/lesson',
    component: () => import('./pages/LessonPage.vue'),
    meta: { title: '记一次帮学' },
  },
  {
    path: '/branch/home-lessons',
    component: () => import('./pages/BranchLessonsPage.vue'),
    meta: { title: '在家帮学', gate: 'runs' },
  },
  {
    path: '/branch/home-lessons/print',
    component: () => import('./pages/PrintLessonsPage.vue'),
    meta: { title: '打印在家帮学', gate: 'runs' },
  },
]
