import { inject, ref, type InjectionKey, type Ref } from 'vue'

type IsOpening = Readonly<Ref<boolean>>

/** Whether the page is still being put together, for the frame that shows it. */
export const isOpeningKey: InjectionKey<IsOpening> = Symbol('is opening')

/** How a part of a page learns whether what it holds is still being put together; the app knows. */
export const waitForPartsKey: InjectionKey<() => IsOpening> = Symbol('wait for parts')

/** True until everything this component holds has found what it is about. */
export const useWaitForParts = (): IsOpening => inject(waitForPartsKey, () => ref(false))()
