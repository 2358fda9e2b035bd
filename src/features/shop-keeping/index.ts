import { lateCard } from '@/db/late-card'

/** Stands further down on the shopkeeper's home page, so the first download does without it. */
export const CounterCard = lateCard(() => import('./components/CounterCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
