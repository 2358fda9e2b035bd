import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/points/wallet',
    component: () => import('./pages/WalletPage.vue'),
    meta: { title: '我的钱包' },
  },
  {
    path: '/points/shop',
    component: () => import('./pages/ShopPage.vue'),
    meta: { title: '先锋超市' },
  },
  {
    path: '/points/shop/:itemId',
    component: () => import('./pages/ItemPage.vue'),
    meta: { title: '换这样东西' },
  },
  {
    path: '/points/orders',
    component: () => import('./pages/OrdersPage.vue'),
    meta: { title: '我的兑换' },
  },
  {
    path: '/points/orders/:orderId',
    component: () => import('./pages/OrderPage.vue'),
    meta: { title: '取货码' },
  },
  {
    path: '/points/orders/:orderId/print',
    component: () => import('./pages/PrintOrderPage.vue'),
    meta: { title: '打印取货单' },
  },
  {
    path: '/points/pin',
    component: () => import('./pages/PinPage.vue'),
    meta: { title: '取货密码' },
  },
]
