import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/dues', component: () => import('./pages/MyDuesPage.vue'), meta: { title: '我的党费' } },
  {
    path: '/dues/receipts/:paymentId',
    component: () => import('./pages/MyReceiptPage.vue'),
    meta: { title: '党费收据' },
  },
  {
    path: '/branch/dues',
    component: () => import('./pages/SittingPage.vue'),
    meta: { title: '收党费', gate: 'runs' },
  },
  {
    path: '/branch/dues/farmers',
    component: () => import('./pages/FarmersPage.vue'),
    meta: { title: '一起定标准', gate: 'secretary' },
  },
  {
    path: '/branch/dues/receipts',
    component: () => import('./pages/ReceiptsPage.vue'),
    meta: { title: '打印收据', gate: 'overseer' },
  },
  {
    path: '/branch/dues/print',
    component: () => import('./pages/PrintDuesPage.vue'),
    meta: { title: '打印党费表', gate: 'runs' },
  },
  {
    path: '/branch/dues/totals',
    component: () => import('./pages/TotalsPage.vue'),
    meta: { title: '各支部党费', gate: 'overseer' },
  },
  {
    path: '/branch/dues/members/:memberId',
    component: () => import('./pages/MemberDuesPage.vue'),
    meta: { title: '一个人的党费', gate: 'runs' },
  },
  {
    path: '/branch/dues/members/:memberId/basis',
    component: () => import('./pages/BasisPage.vue'),
    meta: { title: '定党费标准', gate: 'secretary' },
  },
  {
    path: '/branch/dues/members/:memberId/pay',
    component: () => import('./pages/PayPage.vue'),
    meta: { title: '记一笔党费', gate: 'runs' },
  },
  {
    path: '/branch/dues/members/:memberId/receipts/:paymentId',
    component: () => import('./pages/ReceiptPage.vue'),
    meta: { title: '打印党费收据', gate: 'runs' },
  },
]
