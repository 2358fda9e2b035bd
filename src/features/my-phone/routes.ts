import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/me/text-size',
    component: () => import('./pages/TextSizePage.vue'),
    meta: { title: '字号' },
  },
  {
    path: '/me/storage',
    component: () => import('./pages/StoragePage.vue'),
    meta: { title: '手机里的内容' },
  },
  {
    path: '/me/notices',
    component: () => import('./pages/NoticesPage.vue'),
    meta: { title: '通知' },
  },
  {
    path: '/me/install',
    component: () => import('./pages/InstallPage.vue'),
    meta: { title: '装到手机桌面', gate: 'anyone' },
  },
  {
    path: '/me/looked',
    component: () => import('./pages/LookedPage.vue'),
    meta: { title: '谁看过我的积分' },
  },
]
