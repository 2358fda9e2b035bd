import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/study', component: () => import('./pages/LibraryPage.vue'), meta: { title: '学习' } },
  {
    path: '/study/topic/:topic',
    component: () => import('./pages/TopicPage.vue'),
    props: true,
    meta: { title: '学习' },
  },
  {
    path: '/study/:id',
    component: () => import('./pages/ReadingPage.vue'),
    props: true,
    meta: { title: '学习' },
  },
  {
    path: '/me/hours',
    component: () => import('./pages/HoursPage.vue'),
    meta: { title: '学习学时' },
  },
]
