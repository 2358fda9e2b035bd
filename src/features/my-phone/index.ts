export { routes } from './routes'
export { default as TextSizeChoice } from './components/TextSizeChoice.vue'
export { default as OpenElsewhere } from './components/OpenElsewhere.vue'
export {
  applyTextSize,
  chooseTextSize,
  currentTextSize,
  readTextSize,
  type TextSize,
} from './text-size'
export { browserOf } from './browsers'
