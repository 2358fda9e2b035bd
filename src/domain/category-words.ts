import type { Category } from './synced'

/** The six categories as people say them. */
export const categoryNames = {
  migrant: '外出务工',
  village: '在村务农(工)无职',
  hardship: '贫困',
  elder: '年老体弱',
  office: '在职',
  rectify: '后进',
} as const satisfies Record<Category, string>

export const categories = Object.keys(categoryNames) as readonly Category[]
