import { lateCard } from '@/db/late-card'

/** Stands on the points page, so the first download does without it. */
export const MyBoardCard = lateCard(() => import('./components/MyBoardCard.vue'))
/** Stands on the home page, as long as there is something to say. */
export const BoardNewsCard = lateCard(() => import('./components/BoardNewsCard.vue'))
export { routes } from './routes'
export { mutations } from './mutations'
