import type { ManifestOptions } from 'vite-plugin-pwa'

/** How the app introduces itself to a phone's home screen. */
export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: '先锋家园',
  short_name: '先锋家园',
  description: '学习、积分、服务，没有网络也能用。',
  lang: 'zh-CN',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  orientation: 'portrait',
  theme_color: '#97191c',
  background_color: '#f8f3e9',
  categories: ['education', 'government'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [
    { name: '学习', url: '/study' },
    { name: '出示我的码', url: '/me/code' },
  ],
}
