import { loadavg } from 'node:os'

const how = (times: number) => `## Cold start with no signal, beside a page of Vue and Vant alone

\`npm run bench -- start\`. The built app is installed on a phone profile (360 × 740) by the demo town's elder, synced, and
opened again; then the server is stopped and the network switched off. Each repetition opens a new browser on that
profile and looks at its first page (nothing of it in memory), then at another page once that is closed. The floor is
the same home page drawn by Vue and Vant with its rows written into the script: no router, no store, no frame, no data;
built by the same vite, kept by a service worker in the same way, in a profile of its own. Interleaved, each repetition
in the other order, ${String(times)} repetitions; medians in milliseconds from the moment the address was asked for, and in
brackets the median of the ratios to the floor of the same repetition.

- _Tasks on screen_: the first task under 要学的, read from IndexedDB, has been drawn. _Ready for a tap_: after that, no
  task of the main thread takes 50 ms for a whole second. _Tap answered in_: a touch on the first task, until the next
  picture (Event Timing; 16 stands for 16 or less).
- _Scripting_, _style, layout_ and _main thread in all_ are the browser's own sums (\`Performance.getMetrics\`) up to a
  second after it became quiet. _Longest task_ counts from 50 ms; 0 means that there was none.
- Slowed is the main thread of the page (\`Emulation.setCPUThrottlingRate\`), as wall time. The service worker's thread,
  the browser's own process with IndexedDB in it, and the disk are as fast as the machine: on a real old phone what
  passes through them costs more than here, for us more than for the floor.
- In the traces neither page took a compiled script from the browser's code cache, so both compile anew each time.`

const left = `Where the rest goes, roughly, by one trace at 6 × on a busy machine (shares of the time until the tasks stand): a fifth
is the browser's own beginning, before any of our bytes, the same for both; a seventh the page, its sheet and its script; a twelfth running
the modules once (Vue, the router, Dexie); an eighth opening the phone's two databases and reading who is signed in; a
fifth joining the app and drawing the frame; a tenth asking the store; a fifth drawing and laying out the rows. The floor
has the first three and the last. No single step is left that stands out; the next would be to draw the last known
home page before the store has answered, which would show yesterday's tasks as today's.`

/** What docs/benchmarks.md says of it. */
export function section(tables: readonly string[], times: number): string {
  return [how(times), ...tables, left, `_${business()}_`].join('\n\n')
}

/** A machine that does other work besides makes everything slower, and not evenly. */
function business(): string {
  const [, , quarter = 0] = loadavg()
  return `Load of the machine over the last quarter of an hour: ${quarter.toFixed(1)}.`
}
