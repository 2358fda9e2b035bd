/** What a page of ours may load: itself, pictures and sound it made itself, and the town's server. */
export function contentSecurityPolicy(townUrl?: string): string {
  const town = townUrl ? ` ${new URL(townUrl).origin}` : ''
  return [
    `default-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' blob: data:${town}`,
    `media-src 'self' blob:${town}`,
    `font-src 'self'`,
    `connect-src 'self'${town}`,
    `worker-src 'self' blob:`,
    `manifest-src 'self'`,
  ].join('; ')
}
