export { routes } from './routes'
export { mutations } from './mutations'
