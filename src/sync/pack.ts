import type { OutboxEntry } from '@/db/phone-db'
import { tripLimits, type WireCommand } from '@/domain/wire'
import { argsToWire } from './names'

export interface Packed {
  commands: readonly WireCommand[]
  /** Too big for any trip; it would stand in the way of everything behind it. */
  tooBig: OutboxEntry | undefined
}

/** The oldest acts that fit into one trip, in the order they were done. */
export function pack(entries: readonly OutboxEntry[], mostCommands: number): Packed {
  const commands: WireCommand[] = []
  let bytes = requestOverheadBytes
  for (const entry of entries) {
    if (commands.length === mostCommands) break
    const command = commandOf(entry)
    const size = byteLength(JSON.stringify(command))
    if (size > tripLimits.commandBytes)
      return { commands, tooBig: commands.length === 0 ? entry : undefined }
    bytes += size + 1
    if (bytes > tripLimits.requestBytes) break
    commands.push(command)
  }
  return { commands, tooBig: undefined }
}

/** The cursor, the device and the braces around the commands, with room to spare. */
const requestOverheadBytes = 8 * 1024

const commandOf = (entry: OutboxEntry): WireCommand => ({
  id: entry.id,
  name: entry.name,
  args: argsToWire(entry.args),
  made_at: entry.madeAt,
})

const encoder = new TextEncoder()
const byteLength = (text: string): number => encoder.encode(text).length
