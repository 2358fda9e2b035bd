import { defineAsyncComponent } from 'vue'

/** Stands further down on the home page of whoever was reminded, so the first download does without it. */
export const DuesCard = defineAsyncComponent(() => import('./components/DuesCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
