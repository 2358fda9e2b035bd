import { createServer } from 'node:https'
import type { BuiltPage } from './build-pages.ts'

export interface PageServer {
  urlOf(name: string): string
  close(): Promise<void>
}

/** The pages' own origin, as static files of an app lie elsewhere than its project; never through the slow line. */
export async function servePages(
  port: number,
  tls: { key: string; cert: string },
  pages: ReadonlyMap<string, BuiltPage>,
): Promise<PageServer> {
  const server = createServer(tls, (request, response) => {
    const [, name = '', ...path] = (request.url ?? '').split('/')
    const file = path.join('/') || 'index.html'
    const content = pages.get(name)?.files.get(file)
    const type = file.endsWith('.html') ? 'text/html' : 'text/javascript'
    response.writeHead(content ? 200 : 404, { 'content-type': type, 'cache-control': 'no-store' })
    response.end(content)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    urlOf: (name) => `https://localhost:${port}/${name}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}
