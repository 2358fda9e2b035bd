import { lateCard } from '@/db/late-card'

/** Stands on the home page of whoever runs a branch, as long as something waits. */
export const ToDecideCard = lateCard(() => import('./components/ToDecideCard.vue'))
