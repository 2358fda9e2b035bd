import { lateCard } from '@/db/late-card'

/** Stands on the home page for some days after one's own branch has put up a quarter. */
export const ComparisonNewsCard = lateCard(() => import('./components/ComparisonNewsCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
