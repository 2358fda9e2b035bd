import { createServer as createPlain, type IncomingMessage, type Server } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { isApi } from './api.ts'
import { openBackend, type Backend, type BackendOptions } from './backend.ts'
import { contentSecurityPolicy } from './csp.ts'
import { addressOf, apiListener, careful } from './listener.ts'
import { openSite, type Visit } from './site.ts'
import type { Tls } from './tls.ts'

export interface ServerOptions extends BackendOptions {
  /** 0 or nothing: any free port. */
  port?: number
  /** The address to listen on; without it only this machine can come in. */
  host?: string
  /** The folder of the built app; without it only the API is served. */
  dist?: string
  tls?: Tls
}

export interface Running {
  url: string
  port: number
  backend: Backend
  close(): Promise<void>
}

const pageHeaders = {
  'content-security-policy': `${contentSecurityPolicy()}; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(self)',
  'referrer-policy': 'no-referrer',
}

/** Opens a backend and serves it together with the app on one origin. Tests and `npm start` both stand on this. */
export async function startBackend(options: ServerOptions = {}): Promise<Running> {
  const backend = await openBackend(options)
  try {
    return await serve(backend, options)
  } catch (error) {
    await backend.close()
    throw error
  }
}

/** Serves a backend that is already open; closing closes both. */
export async function serve(backend: Backend, options: ServerOptions = {}): Promise<Running> {
  const listener = await oneOrigin(backend, options)
  const server = options.tls ? createSecure(options.tls, listener) : createPlain(listener)
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  return {
    url: `${options.tls ? 'https' : 'http'}://localhost:${String(port)}`,
    port,
    backend,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await backend.close()
    },
  }
}

async function oneOrigin(backend: Backend, { dist, tls }: ServerOptions) {
  const api = apiListener(backend)
  const site = dist === undefined ? () => null : await openSite(dist)

  return careful((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff')
    const pathname = addressOf(request)?.pathname
    if (pathname === undefined) {
      response.writeHead(400).end()
    } else if (isApi(pathname)) {
      api(request, response)
    } else if (tls && pathname === '/ca.crt') {
      response.writeHead(200, { 'content-type': 'application/x-x509-ca-cert' }).end(tls.ca)
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
    } else {
      for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value)
      const page = site(visitOf(request, pathname))
      if (page) response.writeHead(page.status, page.headers)
      else response.writeHead(404)
      response.end(request.method === 'HEAD' ? undefined : page?.body)
    }
  })
}

function listen(server: Server, port: number, host: string) {
  return new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}

const visitOf = ({ headers }: IncomingMessage, pathname: string): Visit => ({
  path: decodeSafely(pathname),
  accept: headers.accept ?? '',
  acceptEncoding: headers['accept-encoding'] ?? '',
  ifNoneMatch: headers['if-none-match'] ?? '',
})

function decodeSafely(path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path // Not a name we ever gave out; it will not be found.
  }
}
