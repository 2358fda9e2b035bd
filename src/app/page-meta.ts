import type { Gate } from '@/domain/posts'

/** What every route says about itself; features need not import this, their `meta` is checked against it. */
declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    gate?: Gate
    /** For somebody who has no account and wants none: nothing is asked before, installed, or said of signing in. */
    isForVillagers?: boolean
  }
}
