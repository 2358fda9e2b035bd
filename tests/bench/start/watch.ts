/** What a cold start looked like from inside the page; milliseconds since the person asked for it. */
export interface Seen {
  firstPaint: number
  /** The first task of the member stands on the screen and has been drawn. */
  content: number
  /** From here on no task of the main thread took 50 ms for a whole second. */
  quiet: number
  longestTask: number
}

interface Watched {
  seen: Promise<Seen>
  /** How long the slowest answer to a touch took so far, until the next picture. */
  slowestTouch: () => number
}

declare global {
  interface Window {
    startWatched: Watched
  }
}

/** Runs in the page, before anything of its own does; it may use nothing from outside itself. */
export function watchStart(task: string): void {
  // A new page begins as an empty one, which is nobody's start.
  if (location.protocol === 'about:') return
  const calmMs = 1000
  let content = 0
  let lastLong = 0
  let longestTask = 0
  let slowest = 0

  const looking = new MutationObserver(() => {
    if (!document.querySelector(task)) return
    looking.disconnect()
    requestAnimationFrame(() => {
      const drawn = new MessageChannel()
      drawn.port1.onmessage = () => {
        content = performance.now()
        drawn.port1.close()
      }
      drawn.port2.postMessage(null)
    })
  })
  looking.observe(document, { childList: true, subtree: true })

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      lastLong = startTime + duration
      longestTask = Math.max(longestTask, duration)
    }
  }).observe({ type: 'longtask', buffered: true })

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) slowest = Math.max(slowest, duration)
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)

  const seen = new Promise<Seen>((resolve) => {
    const looking = setInterval(() => {
      const since = Math.max(content, lastLong)
      if (content === 0 || performance.now() - since < calmMs) return
      clearInterval(looking)
      const [paint] = performance.getEntriesByName('first-contentful-paint')
      resolve({ firstPaint: paint?.startTime ?? 0, content, quiet: since, longestTask })
    }, 100)
  })
  window.startWatched = { seen, slowestTouch: () => slowest }
}
