import { createServer } from 'node:net'

/** Out of the way of everything this project opens elsewhere. */
const firstPort = 47_100
const lastPort = 47_199

const taken = new Set<number>()

/** A port nobody listens on; two benchmarks may run at once, though their times will tell. */
export async function freePort(): Promise<number> {
  for (let port = firstPort; port <= lastPort; port++)
    if (!taken.has(port) && (await isFree(port))) {
      taken.add(port)
      return port
    }
  throw new Error('every port of the benchmark is taken')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => {
      resolve(false)
    })
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true)
      })
    })
  })
}
