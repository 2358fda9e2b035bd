import { lateCard } from '@/db/late-card'

/** Stands further down on the home page of whoever has promised something, so the first download does without it. */
export const PromisesCard = lateCard(() => import('./components/PromisesCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
