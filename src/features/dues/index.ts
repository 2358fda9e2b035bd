import { lateCard } from '@/db/late-card'

/** Stands further down on the home page of whoever was reminded, so the first download does without it. */
export const DuesCard = lateCard(() => import('./components/DuesCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
