import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/posts',
    component: () => import('./pages/PostsPage.vue'),
    meta: { title: '岗位' },
  },
  {
    path: '/posts/:postId',
    component: () => import('./pages/PostPage.vue'),
    meta: { title: '一个岗位' },
  },
  {
    path: '/me/posts',
    component: () => import('./pages/MyPostsPage.vue'),
    meta: { title: '我的岗位' },
  },
  {
    path: '/me/posts/:termId/print',
    component: () => import('./pages/LetterPage.vue'),
    meta: { title: '打印责任书' },
  },
  {
    path: '/me/contact',
    component: () => import('./pages/MyContactPage.vue'),
    meta: { title: '我的连心卡' },
  },
  {
    path: '/me/contact/plate',
    component: () => import('./pages/MyPlatePage.vue'),
    meta: { title: '我的门牌' },
  },
  {
    path: '/branch/posts',
    component: () => import('./pages/BranchPostsPage.vue'),
    meta: { title: '设岗定责', gate: 'overseer' },
  },
  {
    path: '/branch/posts/reviews',
    component: () => import('./pages/PrintReviewsPage.vue'),
    meta: { title: '打印评议表', gate: 'overseer' },
  },
  {
    path: '/branch/posts/print',
    component: () => import('./pages/PrintPostsPage.vue'),
    meta: { title: '打印岗位名单', gate: 'overseer' },
  },
  {
    path: '/branch/posts/:termId',
    component: () => import('./pages/TermPage.vue'),
    meta: { title: '任岗', gate: 'overseer' },
  },
  {
    path: '/branch/posts/:termId/print',
    component: () => import('./pages/BranchLetterPage.vue'),
    meta: { title: '打印责任书', gate: 'overseer' },
  },
  {
    path: '/branch/contact',
    component: () => import('./pages/BranchCardsPage.vue'),
    meta: { title: '支部连心卡', gate: 'secretary' },
  },
  {
    path: '/branch/contact/plates',
    component: () => import('./pages/BranchPlatesPage.vue'),
    meta: { title: '打印门牌', gate: 'secretary' },
  },
  {
    path: '/branch/contact/:memberId',
    component: () => import('./pages/MemberContactPage.vue'),
    meta: { title: '一张连心卡', gate: 'secretary' },
  },
  {
    path: '/branch/post-list',
    component: () => import('./pages/TownPostsPage.vue'),
    meta: { title: '镇里的岗位', gate: 'town' },
  },
  {
    path: '/branch/post-list/new',
    component: () => import('./pages/NewPostPage.vue'),
    meta: { title: '加一个岗位', gate: 'town' },
  },
  {
    path: '/branch/post-list/:postId',
    component: () => import('./pages/EditPostPage.vue'),
    meta: { title: '改一个岗位', gate: 'town' },
  },
]
