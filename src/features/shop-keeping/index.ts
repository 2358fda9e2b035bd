import { defineAsyncComponent } from 'vue'

/** Stands further down on the shopkeeper's home page, so the first download does without it. */
export const CounterCard = defineAsyncComponent(() => import('./components/CounterCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
