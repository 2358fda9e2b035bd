interface ImportMeta {
  readonly env: {
    readonly VITE_TOWN_URL?: string
    readonly VITE_TOWN_KEY?: string
  }
}
