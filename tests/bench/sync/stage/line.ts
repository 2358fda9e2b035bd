import { createConnection, createServer, type Socket } from 'node:net'

export interface Network {
  /** Bits in a second, each way; null: as fast as this machine. */
  down: number | null
  up: number | null
  /** There and back. */
  roundTripMs: number
}

export interface Traffic {
  down: number
  up: number
  connections: number
}

export interface Line {
  be(network: Network): void
  /** Bytes both ways since this was last asked, as TCP carries them: TLS and HTTP/2 framing included. */
  takeTraffic(): Traffic
  close(): Promise<void>
}

/** What waits at the narrow place; a sender that has filled it has to wait, as a modem's buffer makes it. */
const queueBytesMax = 64 * 1024
/** What a fast line hands over in one piece comes out of a slow one in packets. */
const packetBytes = 1400

/** A slow line below TLS and HTTP/2: it sees only bytes, so nothing passes it free, not even a preflight. */
export async function openLine(port: number, serverPort: number): Promise<Line> {
  let traffic: Traffic = { down: 0, up: 0, connections: 0 }
  let down = new Lane(null, 0)
  let up = new Lane(null, 0)
  let roundTripMs = 0
  const open = new Set<Socket>()

  const server = createServer({ noDelay: true }, (phone) => {
    traffic.connections += 1
    const town = createConnection({ port: serverPort, host: '127.0.0.1', noDelay: true })
    for (const socket of [phone, town]) {
      open.add(socket)
      socket.on('error', () => socket.destroy()) // Whoever hung up has had enough; the other end is hung up below.
    }
    // A real line shakes hands over the whole way; here the loopback has done so at once, so the first bytes wait.
    carry(phone, town, up, roundTripMs, (bytes) => (traffic.up += bytes))
    carry(town, phone, down, 0, (bytes) => (traffic.down += bytes))
    phone.on('close', () => {
      open.delete(phone)
      town.destroy()
    })
    town.on('close', () => {
      open.delete(town)
      phone.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    be(network) {
      down = new Lane(network.down, network.roundTripMs / 2)
      up = new Lane(network.up, network.roundTripMs / 2)
      roundTripMs = network.roundTripMs
    },
    takeTraffic() {
      const taken = traffic
      traffic = { down: 0, up: 0, connections: 0 }
      return taken
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One direction, shared by every connection: packets leave one after another, and arrive a while later. */
class Lane {
  readonly #bytesPerMs: number | null
  readonly delayMs: number
  #freeAt = 0

  constructor(bitsPerSecond: number | null, delayMs: number) {
    this.#bytesPerMs = bitsPerSecond === null ? null : bitsPerSecond / 8000
    this.delayMs = delayMs
  }

  /** When a packet handed over now will have left. */
  leaves(bytes: number, now: number): number {
    if (this.#bytesPerMs === null) return now
    this.#freeAt = Math.max(this.#freeAt, now) + bytes / this.#bytesPerMs
    return this.#freeAt
  }
}

interface Packet {
  bytes: Buffer
  leavesAt: number
}

/** One way of one connection: in at the lane's pace, out again a while later, always in order. */
function carry(
  from: Socket,
  to: Socket,
  lane: Lane,
  handshakeMs: number,
  count: (bytes: number) => void,
): void {
  const opensAt = performance.now() + handshakeMs
  const leaving = new Queue((packet) => {
    waiting -= packet.bytes.length
    if (waiting < queueBytesMax) from.resume()
  }, 0)
  const arriving = new Queue(({ bytes }) => {
    if (bytes.length > 0) to.write(bytes)
    else to.end()
  }, lane.delayMs)
  let waiting = 0
  const send = (bytes: Buffer) => {
    const leavesAt = lane.leaves(bytes.length, Math.max(performance.now(), opensAt))
    waiting += bytes.length
    leaving.add({ bytes, leavesAt })
    arriving.add({ bytes, leavesAt })
  }
  from.on('data', (chunk: Buffer) => {
    count(chunk.length)
    for (let at = 0; at < chunk.length; at += packetBytes)
      send(chunk.subarray(at, at + packetBytes))
    if (waiting >= queueBytesMax) from.pause()
  })
  from.on('end', () => {
    send(Buffer.alloc(0))
  })
}

/** Packets in order, each given out at its time; a timer's own rounding must not let one overtake another. */
class Queue {
  readonly #packets: Packet[] = []
  readonly #out: (packet: Packet) => void
  readonly #delayMs: number
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(out: (packet: Packet) => void, delayMs: number) {
    this.#out = out
    this.#delayMs = delayMs
  }

  add(packet: Packet): void {
    this.#packets.push(packet)
    if (this.#timer === undefined) this.#giveOut()
  }

  #giveOut(): void {
    this.#timer = undefined
    for (let first = this.#packets[0]; first; first = this.#packets[0]) {
      const wait = first.leavesAt + this.#delayMs - performance.now()
      if (wait > 0) {
        this.#timer = setTimeout(() => {
          this.#giveOut()
        }, wait)
        return
      }
      this.#packets.shift()
      this.#out(first)
    }
  }
}
