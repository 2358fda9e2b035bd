import { lateCard } from '@/db/late-card'

/** Stand further down on the home page and on the points page, so the first download does without them. */
export const ToCollectCard = lateCard(() => import('./components/ToCollectCard.vue'))
export const WalletCard = lateCard(() => import('./components/WalletCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
