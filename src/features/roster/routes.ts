import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/branch',
    component: () => import('./pages/BranchPage.vue'),
    meta: { title: '支部', gate: 'overseer' },
  },
  {
    path: '/branch/members',
    component: () => import('./pages/MembersPage.vue'),
    meta: { title: '党员名册', gate: 'overseer' },
  },
  {
    path: '/branch/members/print',
    component: () => import('./pages/PrintMembersPage.vue'),
    meta: { title: '打印名册', gate: 'overseer' },
  },
  {
    path: '/branch/members/new',
    component: () => import('./pages/NewMemberPage.vue'),
    meta: { title: '登记党员', gate: 'secretary' },
  },
  {
    path: '/branch/members/cards',
    component: () => import('./pages/CardsPage.vue'),
    meta: { title: '打印激活卡', gate: 'secretary' },
  },
  {
    path: '/branch/members/:id',
    component: () => import('./pages/MemberPage.vue'),
    meta: { title: '党员', gate: 'overseer' },
  },
  {
    path: '/branch/members/:id/edit',
    component: () => import('./pages/EditCardPage.vue'),
    meta: { title: '修改名片', gate: 'secretary' },
  },
  {
    path: '/branch/members/:id/record',
    component: () => import('./pages/EditRecordPage.vue'),
    meta: { title: '修改档案', gate: 'secretary' },
  },
  {
    path: '/branch/members/:id/card',
    component: () => import('./pages/AccountPage.vue'),
    meta: { title: '账号和激活卡', gate: 'runs' },
  },
  {
    path: '/branch/members/:id/category',
    component: () => import('./pages/CategoryPage.vue'),
    meta: { title: '调整类别', gate: 'town' },
  },
  {
    path: '/branch/members/:id/transfer',
    component: () => import('./pages/TransferPage.vue'),
    meta: { title: '转接组织关系', gate: 'town' },
  },
  {
    path: '/branch/members/:id/posts',
    component: () => import('./pages/PostsPage.vue'),
    meta: { title: '任职', gate: 'secretary' },
  },
  {
    path: '/branch/members/:id/helpers',
    component: () => import('./pages/HelpersPage.vue'),
    meta: { title: '帮学人', gate: 'secretary' },
  },
  {
    path: '/me/card',
    component: () => import('./pages/MyCardPage.vue'),
    meta: { title: '我的名片' },
  },
]
