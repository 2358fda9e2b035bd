import { defineAsyncComponent } from 'vue'

/** Stands on the points page, so the first download does without it. */
export const MyBoardCard = defineAsyncComponent(() => import('./components/MyBoardCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
