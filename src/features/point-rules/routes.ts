import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/branch/rules',
    component: () => import('./pages/TownRulesPage.vue'),
    meta: { title: '积分办法', gate: 'town' },
  },
  {
    path: '/branch/rules/edit',
    component: () => import('./pages/RuleFormPage.vue'),
    meta: { title: '改积分办法', gate: 'town' },
  },
  {
    path: '/branch/rules/ceilings',
    component: () => import('./pages/CeilingsPage.vue'),
    meta: { title: '基础分和上限', gate: 'town' },
  },
  {
    path: '/branch/rules/publish',
    component: () => import('./pages/PublishRulesPage.vue'),
    meta: { title: '公布积分办法', gate: 'town' },
  },
]
