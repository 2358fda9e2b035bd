import { describe, expect, it } from 'vitest'
import { mapLink, mapPoint } from '@/domain/map-point'
import { whereAmI } from '@/features/shift-keeping/where-am-i'

const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36'
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1'

const denied = { PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3, message: '' } as const
type Got = PositionCallback
type Failed = PositionErrorCallback
const receiver = (answer: (got: Got, failed: Failed) => void): Geolocation => ({
  getCurrentPosition: (got, failed) => {
    answer(got, failed as Failed)
  },
  watchPosition: () => 0,
  clearWatch: () => undefined,
})

describe('a point on the map', () => {
  it('is written with six places, south and west as well', () => {
    expect(mapPoint(30.29512, 109.4863199)).toBe('30.295120,109.486320')
    expect(mapPoint(-0.5, -9)).toBe('-0.500000,-9.000000')
  })
  it('opens the phone’s own map, whatever stands in the words', () => {
    const words = '村口）&q=别处'
    expect(mapLink('30.295120,109.486320', words, android)).toBe(
      `geo:30.295120,109.486320?q=30.295120,109.486320(${encodeURIComponent(words)})`,
    )
    expect(mapLink('30.295120,109.486320', words, iPhone)).toBe(
      `maps:?q=${encodeURIComponent(words)}&ll=30.295120,109.486320`,
    )
  })
})

describe('where this phone is', () => {
  it('is what its receiver says, and how sure it is', async () => {
    const here = receiver((got) => {
      got({
        coords: { latitude: 30.29512, longitude: 109.48632, accuracy: 11.6 },
      } as GeolocationPosition)
    })
    expect(await whereAmI(here)).toEqual({
      ...{ found: true, point: '30.295120,109.486320', metres: 12 },
    })
  })
  it('is not known when it was not allowed, not found, or there is none', async () => {
    const no = (code: number) =>
      receiver((_, failed) => {
        failed({ ...denied, code })
      })
    expect(await whereAmI(no(1))).toEqual({ found: false, why: 'not-allowed' })
    expect(await whereAmI(no(3))).toEqual({ found: false, why: 'not-found' })
    expect(await whereAmI(undefined)).toEqual({ found: false, why: 'not-found' })
  })
})
