import { lateCard } from '@/db/late-card'

/** Stands further down on the home page, so the first download does without it. */
export const RequestsCard = lateCard(() => import('./components/RequestsCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
