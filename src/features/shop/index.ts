import { defineAsyncComponent } from 'vue'

/** Stand further down on the home page and on the points page, so the first download does without them. */
export const ToCollectCard = defineAsyncComponent(() => import('./components/ToCollectCard.vue'))
export const WalletCard = defineAsyncComponent(() => import('./components/WalletCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
