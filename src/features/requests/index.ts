import { defineAsyncComponent } from 'vue'

/** Stands further down on the home page, so the first download does without it. */
export const RequestsCard = defineAsyncComponent(() => import('./components/RequestsCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
