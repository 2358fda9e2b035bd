import { beforeEach, describe, expect, it } from 'vitest'
import type { DeviceDb } from '@/db/device-db'
import { kioskKey, readKiosk } from '@/db/kiosk'
import { lockKiosk, tryPin } from '@/db/kiosk-lock'
import { sessionStore } from '@/db/session-store'
import { auntieWang, freshStore, now, secretaryLi } from '../app/village'

const page = '/shifts/1/desk/names'
const after = '/shifts/1/desk'

describe('a phone put down at the gate', () => {
  let device: DeviceDb
  beforeEach(async () => {
    device = freshStore()
    await lockKiosk(device, { me: secretaryLi, path: page, after, pin: '2580' })
  })
  const tries = (pin: string, at = now) => tryPin({ device, me: secretaryLi, clock: () => at }, pin)
  const isLocked = async () => (await readKiosk(device, secretaryLi)) !== undefined

  it('opens with its four digits, and with no others', async () => {
    expect(await tries('0000')).toBe('wrong')
    expect(await isLocked()).toBe(true)
    expect(await tries('2580')).toBe('opened')
    expect(await isLocked()).toBe(false)
  })

  it('keeps the digits nowhere, and the same ones never alike', async () => {
    const first = (await device.settings.get(kioskKey))?.value
    await lockKiosk(device, { me: secretaryLi, path: page, after, pin: '2580' })
    const second = (await device.settings.get(kioskKey))?.value
    expect(first).not.toContain('2580')
    expect(second).not.toBe(first)
  })

  it('lets nobody try ten thousand numbers: after five, one a minute, also after a reload', async () => {
    for (let n = 0; n < 5; n += 1) expect(await tries(`000${String(n)}`)).toBe('wrong')
    expect(await tries('2580', now + 1_000)).toEqual({ waitMs: 59_000 })
    expect(await tries('1111', now + 60_000)).toBe('wrong')
    expect(await tries('2580', now + 61_000)).toEqual({ waitMs: 59_000 })
    expect(await tries('2580', now + 120_000)).toBe('opened')
  })

  it('whose disk is full still opens with its digits, and with no others', async () => {
    device.settings.hook('updating', () => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    expect(await tries('0000')).toBe('wrong')
    expect(await isLocked()).toBe(true)
    expect(await tries('2580')).toBe('opened')
    expect(await isLocked()).toBe(false)
  })

  it('whose clock was set back waits a minute and no longer', async () => {
    for (let n = 0; n < 5; n += 1) await tries('0000')
    expect(await tries('2580', now - 86_400_000)).toBe('opened')
  })

  it('opens for whoever signs in with the password, and is not locked for another member', async () => {
    expect(await readKiosk(device, auntieWang)).toBeUndefined()
    await sessionStore(device).write({
      ...{ memberId: secretaryLi, userId: 'u', name: '李建国', loginNumber: '20260002' },
      ...{ accessToken: 'a', refreshToken: 'r', expiresAt: now },
    })
    expect(await isLocked()).toBe(false)
  })
})
