import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/shop',
    component: () => import('./pages/CounterPage.vue'),
    meta: { title: '超市柜台', gate: 'shopkeeper' },
  },
  {
    path: '/shop/code',
    component: () => import('./pages/CodePage.vue'),
    meta: { title: '看取货码', gate: 'shopkeeper' },
  },
  {
    path: '/shop/people',
    component: () => import('./pages/PeoplePage.vue'),
    meta: { title: '按姓名办', gate: 'shopkeeper' },
  },
  {
    path: '/shop/orders/:orderId',
    component: () => import('./pages/OrderPage.vue'),
    meta: { title: '一单', gate: 'shopkeeper' },
  },
  {
    path: '/shop/orders/:orderId/print',
    component: () => import('./pages/VoucherPage.vue'),
    meta: { title: '打印取货单', gate: 'shopkeeper' },
  },
  {
    path: '/shop/stock',
    component: () => import('./pages/StockPage.vue'),
    meta: { title: '库存', gate: 'shopkeeper' },
  },
  {
    path: '/shop/stock/print',
    component: () => import('./pages/PrintStockPage.vue'),
    meta: { title: '打印盘点表', gate: 'shopkeeper' },
  },
  {
    path: '/shop/stock/:itemId',
    component: () => import('./pages/StockItemPage.vue'),
    meta: { title: '进货和盘点', gate: 'shopkeeper' },
  },
  {
    path: '/branch/shop',
    component: () => import('./pages/TownShopPage.vue'),
    meta: { title: '先锋超市', gate: 'town' },
  },
  {
    path: '/branch/shop/settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { title: '超市的规定', gate: 'town' },
  },
  {
    path: '/branch/shop/items/new',
    component: () => import('./pages/NewItemPage.vue'),
    meta: { title: '加一样东西', gate: 'town' },
  },
  {
    path: '/branch/shop/items/:itemId',
    component: () => import('./pages/ItemPage.vue'),
    meta: { title: '改这样东西', gate: 'town' },
  },
  {
    path: '/branch/shop/members/:memberId',
    component: () => import('./pages/MemberPage.vue'),
    meta: { title: '钱包和兑换', gate: 'town' },
  },
]
