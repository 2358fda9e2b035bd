export { routes } from './routes'
export { default as TextSizeChoice } from './components/TextSizeChoice.vue'
export { applyTextSize, chooseTextSize, currentTextSize, readTextSize } from './text-size'
export { browserOf } from './browsers'
