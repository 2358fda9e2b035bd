import { createApp } from 'vue'
import { troubleOf } from '@/db/trouble'
import '@/ui/base.css'
import TroublePage from './shell/TroublePage.vue'
import { start } from './start/start'

/** A phone whose store cannot be opened gets a page that says so, never a blank one. */
start().catch((error: unknown) => {
  createApp(TroublePage, { trouble: troubleOf(error) }).mount('#app')
})
