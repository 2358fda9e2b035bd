import skipFormatting from '@vue/eslint-config-prettier/skip-formatting'
import { vueTsConfigs, withVueTs } from '@vue/eslint-config-typescript'
import boundaries from 'eslint-plugin-boundaries'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'

/** Read downwards: a layer may import the layers in its list, and itself. */
const mayImport = {
  app: ['feature', 'ui', 'sync', 'remote', 'db', 'domain'],
  feature: ['ui', 'db', 'domain'],
  sync: ['db', 'domain'],
  remote: ['domain'],
  db: ['domain'],
  sw: ['sync', 'remote', 'db', 'domain'],
  ui: [],
  domain: [],
}

/** An outside library is used by the layers in its list; a new one needs a line here. Types are free. */
const owners = {
  dexie: ['db'],
  '@supabase/supabase-js': ['remote'],
  'workbox-window': ['app'],
  'workbox-{precaching,routing}': ['sw'],
  valibot: ['remote', 'sync', 'db'],
  vue: ['db', 'ui', 'feature', 'app'],
  'vue-router': ['ui', 'feature', 'app'],
  vant: ['ui', 'feature', 'app'],
  '{mammoth,fflate,turndown}': ['feature'],
  '{marked,dompurify}': ['ui'],
  uqr: ['ui'],
  'qr-scanner': ['ui'],
}

const folders = Object.keys(mayImport).map((type) =>
  type === 'feature'
    ? { type, pattern: 'src/features/*', capture: ['name'] }
    : { type, pattern: `src/${type}` },
)

const element = (type, captured) => ({ element: { type, ...(captured && { captured }) } })
const itself = (layer) =>
  layer === 'feature'
    ? element(layer, { name: '{{ from.element.captured.name }}' })
    : element(layer)

const layers = Object.entries(mayImport).map(([layer, below]) => ({
  from: element(layer),
  allow: [itself(layer), ...below.map((type) => element(type))].map((to) => ({ to })),
}))
const libraries = Object.entries(owners).flatMap(([source, layersOf]) =>
  layersOf.map((layer) => ({
    from: element(layer),
    allow: { to: { module: { origin: 'external', source } } },
  })),
)
const types = {
  allow: { to: { module: { origin: 'external' } }, dependency: { kind: 'type' } },
}
/** A feature is entered by its door, so that what is inside can change. */
const door = {
  from: element('app'),
  disallow: { to: { element: { type: 'feature', fileInternalPath: '!index.ts' } } },
  message: 'a feature is entered by its index.ts',
}

export default withVueTs(
  {
    ignores: [
      ...['dist/**', '.data/**', 'coverage/**', 'public/**', 'src/domain/server-types.ts'],
      // They lean on packages of their own, which are installed only where somebody measures.
      'tests/bench/peers/*/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  vue.configs['flat/recommended'],
  vueTsConfigs.strictTypeChecked,
  a11y.configs['flat/recommended'],
  {
    rules: {
      // Numbers in sentences are the commonest thing a template does, and safe.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_$' },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: 'tsconfig.app.json' } },
      'boundaries/include': ['src/**/*'],
      'boundaries/elements': folders,
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies: [...layers, ...libraries, types, door],
        },
      ],
      'boundaries/no-unknown-files': 'error',
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', 280],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-literal'],
      'vue/define-macros-order': ['error', { order: ['defineProps', 'defineEmits'] }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/no-unused-properties': 'error',
      // An optional prop says `| undefined` in its type; a default that repeats it says nothing.
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': ['error', { ignores: ['Icon', 'Badge'] }],
      // A label beside its field is as good as one around it; that every field has one is checked by axe on the page.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      'vuejs-accessibility/form-control-has-label': 'off',
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterLink', 'RouterView'] }],
      'vue/no-ref-object-reactivity-loss': 'error',
    },
  },
  { files: ['eslint.config.js'], extends: [vueTsConfigs.disableTypeChecked] },
  skipFormatting,
)
