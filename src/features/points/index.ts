import { lateCard } from '@/db/late-card'

/** Stands on the points page, so the first download does without it. */
export const MyMonthCard = lateCard(() => import('./components/MyMonthCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
