import { computed, onScopeDispose, shallowReactive } from 'vue'

const forms = shallowReactive(new Set<() => boolean>())

/** Whether any form on the screen holds something that would be lost by loading the page anew. */
export const somethingUnsaved = computed(() => [...forms].some((isUnsaved) => isUnsaved()))

/** A form says here when it holds unsaved typing; the app then waits with its update. */
export function useUnsaved(isUnsaved: () => boolean) {
  forms.add(isUnsaved)
  onScopeDispose(() => forms.delete(isUnsaved))
}
