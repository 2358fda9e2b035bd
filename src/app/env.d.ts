interface ImportMetaEnv {
  /** Where the town's server is, when it is not the place the page came from. */
  readonly VITE_TOWN_URL?: string
  /** The town's public key; the embedded server takes any. */
  readonly VITE_TOWN_KEY?: string
}
