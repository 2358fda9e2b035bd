import { defineAsyncComponent } from 'vue'

/** Stands on the home page for some days after one's own branch has put up a quarter. */
export const ComparisonNewsCard = defineAsyncComponent(
  () => import('./components/ComparisonNewsCard.vue'),
)
export { routes } from './routes'
export { mutations } from './mutations'
