import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { AnyMutation } from '@/db/mutation'
import { routes as myPhoneRoutes } from '@/features/my-phone'

/** Every feature opens one door, its index.ts, and is joined to the app here: its pages, its acts, its cards. */
export const featureRoutes: RouteRecordRaw[] = [...myPhoneRoutes]

export const mutations: readonly AnyMutation[] = []

/** What stands on the home page under the person's name, in this order. */
export const homeCards: readonly Component[] = []

/** What stands on the points page. */
export const pointsCards: readonly Component[] = []
