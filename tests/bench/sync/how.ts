/** How it was measured, for whoever wants to doubt it. */
export const how = (rows: number, reps: number) => `
A branch secretary's phone: about ${rows.toLocaleString('en')} visible rows in thirteen tables, lessons with 8 KB of Chinese text each,
and 60 other branches of the same size around. Chromium with its own IndexedDB, a new profile for every engine in every repetition; the page
comes from another origin than the API, as with a hosted Supabase. The server is PostgreSQL with the app's migrations; REST is
\`@supabase/lite\` on it, behind one front that speaks TLS and HTTP/2, packs answers with gzip, answers preflights and refuses
addresses of more than 16 KB, the same for all.
Ours talks to the app's own tables; the others to copies of them with \`updated_at\` and \`_deleted\`, the same rows under the same policies.
The floor is no engine: one function answers one JSON of the rows, one \`bulkPut\` per table keeps them; it checks nothing and misses what is
deleted, late or out of sight.

- The slow line is a proxy below TLS: each direction one queue for all connections, 64 KB deep, and a new connection pays for its handshake.
  Bytes are what TCP carries both ways, framing of TLS and HTTP/2 included, headers of TCP and IP not; "4+1" is four requests and one preflight.
- The processor is slowed by the browser's own means (\`Emulation.setCPUThrottlingRate\`), which holds up the page's main thread only: not
  IndexedDB's and the network's own processes, nor a worker, nor the server, and the page shares its machine with all of them.
- The longest task is the longest \`RunTask\` of the page's main thread in a trace of the browser (\`toplevel\`), whichever work it fell into: an
  observer in the page would hear of tasks over 50 ms only, a heartbeat would itself be work. Tracing was on for every engine alike.
- First screen: when all rows are there that the home screen reads (lessons without their texts, tasks, my own progress, card and category).
- Nothing new: the second of two syncs without a change, so that URLs that repeat have their preflights behind them. 20 rows: others in
  the branch went on with what they had begun. Send 50: how far I have come with 50 lessons, kept offline before. Start: the page loaded
  again, from opening the filled store to the first screen's rows in hand; the middle of three. Who is signed in is told to every engine: how
  the app finds that out is part of \`npm run bench -- start\`.
- Script: what the page must have loaded to do all this, after gzip, built for the app's own targets; of ours without screens.
- Medians of ${reps} repetitions; engines take turns within one, and another begins in each. In brackets the median of the ratios to the floor of
  the same repetition.`
