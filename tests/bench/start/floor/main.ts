import { createApp } from 'vue'
import '@/ui/base.css'
import FloorPage from './FloorPage.vue'

/** The home page's look and nothing behind it: what Vue and Vant alone cost before anybody's own code begins. */
createApp(FloorPage).mount('#app')

void navigator.serviceWorker.register('/sw.js')
