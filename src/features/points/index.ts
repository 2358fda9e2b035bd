import { defineAsyncComponent } from 'vue'

/** Stands on the points page, so the first download does without it. */
export const MyMonthCard = defineAsyncComponent(() => import('./components/MyMonthCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
