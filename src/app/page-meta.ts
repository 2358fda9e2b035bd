import type { Gate } from '@/domain/posts'

/** What every route says about itself; features need not import this, their `meta` is checked against it. */
declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    gate?: Gate
  }
}
