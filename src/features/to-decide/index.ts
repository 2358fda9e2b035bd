import { defineAsyncComponent } from 'vue'

/** Stands on the home page of whoever runs a branch, as long as something waits. */
export const ToDecideCard = defineAsyncComponent(() => import('./components/ToDecideCard.vue'))
