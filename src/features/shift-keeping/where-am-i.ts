import { mapPoint } from '@/domain/map-point'

export type WhereAmI =
  | { found: true; point: string; metres: number }
  | { found: false; why: 'not-allowed' | 'not-found' }

const patienceMs = 30_000

/** Where this phone is, by its own satellite receiver, which needs no signal of the net; asked for once, kept by nobody. */
export function whereAmI(geolocation: Geolocation | undefined): Promise<WhereAmI> {
  return new Promise((resolve) => {
    if (!geolocation) {
      resolve({ found: false, why: 'not-found' })
      return
    }
    geolocation.getCurrentPosition(
      ({ coords }) => {
        resolve({
          found: true,
          point: mapPoint(coords.latitude, coords.longitude),
          metres: Math.round(coords.accuracy),
        })
      },
      ({ code, PERMISSION_DENIED }) => {
        resolve({ found: false, why: code === PERMISSION_DENIED ? 'not-allowed' : 'not-found' })
      },
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 0 },
    )
  })
}
