import type { DeviceDb } from '@/db/device-db'
import { writeSetting } from '@/db/settings'

export type TextSize = 'standard' | 'large' | 'larger' | 'largest'

export const textSizes = [
  { value: 'standard', label: '标准' },
  { value: 'large', label: '大' },
  { value: 'larger', label: '特大' },
  { value: 'largest', label: '最大' },
] as const satisfies readonly { value: TextSize; label: string }[]

const settingKey = 'textSize'

const asTextSize = (stored: unknown): TextSize | undefined =>
  textSizes.find(({ value }) => value === stored)?.value

/** The size chosen on this phone; undefined at the very first start. */
export async function readTextSize(device: DeviceDb): Promise<TextSize | undefined> {
  return asTextSize((await device.settings.get(settingKey))?.value)
}

/** The whole app hangs on one attribute: see ui/tokens.css. */
export function applyTextSize(size: TextSize): void {
  document.documentElement.dataset['textSize'] = size
}

export function currentTextSize(): TextSize {
  return asTextSize(document.documentElement.dataset['textSize']) ?? 'standard'
}

export async function chooseTextSize(device: DeviceDb, size: TextSize): Promise<void> {
  applyTextSize(size)
  await writeSetting(device, settingKey, size)
}
