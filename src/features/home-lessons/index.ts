export { default as HelperCard } from './components/HelperCard.vue'
export { routes } from './routes'
export { mutations } from './mutations'
