import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { contentSecurityPolicy } from './supabase/dev/csp.ts'
import { manifest } from './supabase/dev/manifest.ts'

const src = fileURLToPath(new URL('./src', import.meta.url))

/** The modules that `app/start/line.ts` brings; signing in is rarer and comes by itself. */
const talking =
  /\/src\/(sync\/|remote\/(access|asks|call|http|moment|storage|transport)\.|app\/start\/line\.|features\/[\w-]+\/mutations\.)/

/** What several of the further pages are made of, so that opening one asks for a few files and not for a dozen. */
const partsOfPages = /\/src\/(ui\/(?!QrCode|PrintSheet)|domain\/|db\/)/

/** The built page says itself what it may load, so that any static host will do. */
const strictPage: Plugin = {
  name: 'pioneer-home-strict-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: contentSecurityPolicy(process.env['VITE_TOWN_URL']),
      },
    },
  ],
}

export default defineConfig({
  plugins: [
    vue(),
    strictPage,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      // src/app/shell/updates.ts registers the worker itself, after the first paint.
      injectRegister: false,
      registerType: 'prompt',
      manifest,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'],
        target: ['chrome79', 'safari14'],
      },
    }),
  ],
  // Parts of Vue that nothing here uses, and that the first download need not carry.
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  resolve: { alias: { '@': src } },
  // The default is far newer than the phones in a village.
  build: {
    target: ['chrome79', 'safari14'],
    manifest: true,
    // These come right after the first page whatever happens; every further page would only name them once more.
    modulePreload: {
      resolveDependencies: (_, needed) =>
        needed.filter((file) => !/^assets\/(parts|line|rolldown-runtime)-[^.]+\.js$/.test(file)),
    },
    // What the first page needs comes as one script and one sheet: on a slow phone every further one costs a tenth of
    // a second of its own, fetched from the phone or not. What talks to the town comes right after it, as one as well.
    rolldownOptions: {
      output: {
        // The first script names every further file, and neither their
        // names nor what tells two builds apart compress well: seven signs will do, the manifest knows the names.
        chunkFileNames: ({ isDynamicEntry, name }) =>
          isDynamicEntry ? 'assets/[hash:7].js' : `assets/${name}-[hash:7].js`,
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'line', test: talking, priority: 1 },
            { name: 'parts', test: partsOfPages, minShareCount: 2 },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'happy-dom',
          include: ['tests/unit/**/*.test.ts'],
          server: { deps: { inline: ['vant'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          environment: 'node',
          include: ['tests/db/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Each file has a town of its own.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          environment: 'node',
          include: ['tests/simulation/**/*.test.ts'],
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: 'tests/e2e/support/model-town.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // What is asked of the town again and again may take as long as a page may.
          expect: { poll: { timeout: 30_000 } },
          // Each story has a town and a browser of its own.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'bench',
          environment: 'node',
          include: ['tests/bench/**/*.test.ts'],
          globalSetup: 'tests/support/built.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
