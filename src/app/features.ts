import type { RouteRecordRaw } from 'vue-router'
import type { AnyMutation } from '@/db/mutation'
import { routes as myPhoneRoutes } from '@/features/my-phone'

/** Every feature opens one door, its index.ts, and is joined to the app here: its pages and its acts. */
export const featureRoutes: RouteRecordRaw[] = [...myPhoneRoutes]

export const mutations: readonly AnyMutation[] = []
