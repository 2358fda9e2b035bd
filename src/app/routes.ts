import type { RouteRecordRaw } from 'vue-router'
import HomePage from './pages/HomePage.vue'
import { openAgainPath } from './router'

/** The shell's own pages. Only the first one is in the first download; the rest come when opened and are kept. */
export const shellRoutes: RouteRecordRaw[] = [
  { path: '/', component: HomePage, meta: { title: '首页' } },
  { path: '/points', component: () => import('./pages/PointsPage.vue'), meta: { title: '积分' } },
  { path: '/me', component: () => import('./pages/MePage.vue'), meta: { title: '我的' } },
  {
    path: '/me/code',
    component: () => import('./pages/MyCodePage.vue'),
    meta: { title: '我的码' },
  },
  {
    path: '/me/leave',
    component: () => import('./pages/LeavePage.vue'),
    meta: { title: '退出登录' },
  },
  {
    path: '/me/about',
    component: () => import('./pages/AboutPage.vue'),
    meta: { title: '关于', gate: 'anyone' },
  },
  {
    path: '/welcome',
    component: () => import('./pages/WelcomePage.vue'),
    meta: { title: '选字号', gate: 'anyone' },
  },
  {
    path: '/sign-in',
    component: () => import('./pages/SignInPage.vue'),
    meta: { title: '登录', gate: 'anyone' },
  },
  {
    path: '/activate',
    component: () => import('./pages/ActivatePage.vue'),
    meta: { title: '用激活卡', gate: 'anyone' },
  },
  {
    path: '/c',
    component: () => import('./pages/ContactPage.vue'),
    meta: { title: '党员连心卡', gate: 'anyone', isForVillagers: true },
  },
  {
    path: '/r',
    component: () => import('./pages/FollowPage.vue'),
    meta: { title: '您问的事', gate: 'anyone', isForVillagers: true },
  },
  {
    path: openAgainPath,
    component: () => import('./pages/OpenAgainPage.vue'),
    meta: { title: '打开这部手机' },
  },
  {
    path: '/cut-off',
    component: () => import('./pages/CutOffPage.vue'),
    meta: { title: '登录已停用', gate: 'anyone' },
  },
  {
    path: '/not-yours',
    component: () => import('./pages/NotYoursPage.vue'),
    meta: { title: '这一页打不开' },
  },
  {
    path: '/:anywhere(.*)*',
    component: () => import('./pages/NowherePage.vue'),
    meta: { title: '没有这一页', gate: 'anyone' },
  },
]
