import type { RouteRecordRaw } from 'vue-router'
import { newId } from '@/domain/id'

const overseer = (title: string) => ({ props: true, meta: { title, gate: 'overseer' } }) as const
const runs = (title: string) => ({ props: true, meta: { title, gate: 'runs' } }) as const

/** The secretary's desk for study. Who only oversees may look; who runs a branch or the town may write. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/branch/study',
    component: () => import('./pages/StudyListPage.vue'),
    ...overseer('学习内容'),
  },
  {
    path: '/branch/study/totals',
    component: () => import('./pages/TotalsPage.vue'),
    ...overseer('各支部学习情况'),
  },
  // The id is born here, so that a text being written can be found again after the tab is killed.
  { path: '/branch/study/new', redirect: () => `/branch/study/${newId()}/edit` },
  {
    path: '/branch/study/:id',
    component: () => import('./pages/MaterialPage.vue'),
    ...overseer('学习内容'),
  },
  {
    path: '/branch/study/:id/edit',
    component: () => import('./pages/WritePage.vue'),
    ...runs('写学习内容'),
  },
  {
    path: '/branch/study/:id/preview',
    component: () => import('./pages/PreviewPage.vue'),
    ...overseer('预览'),
  },
  {
    path: '/branch/study/:id/assign',
    component: () => import('./pages/AssignPage.vue'),
    ...runs('布置学习'),
  },
  {
    path: '/branch/study/:id/progress',
    component: () => import('./pages/ProgressPage.vue'),
    ...overseer('谁学完了'),
  },
  {
    path: '/branch/study/:id/paper',
    component: () => import('./pages/PaperPage.vue'),
    ...runs('补录纸质学习'),
  },
  {
    path: '/branch/study/:id/print',
    component: () => import('./pages/PrintPage.vue'),
    ...runs('打印学习情况'),
  },
]
