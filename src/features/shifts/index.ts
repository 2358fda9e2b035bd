import { defineAsyncComponent } from 'vue'

/** Stands further down on the home page, so the first download does without it. */
export const ShiftCard = defineAsyncComponent(() => import('./components/ShiftCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
