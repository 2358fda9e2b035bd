import { describe, expect, it } from 'vitest'
import { brokenVersions, mustFit } from '../../simulation/broken/list'

describe('the broken versions', () => {
  it('still find in the app’s files what they break', () => {
    expect(() => {
      mustFit(brokenVersions)
    }).not.toThrow()
    expect(brokenVersions.length).toBeGreaterThanOrEqual(25)
  })

  it('complain when there is nothing to break any more', () => {
    const phone = [{ file: 'src/sync/pack.ts', from: 'what is not there', to: '' }]
    expect(() => {
      mustFit([{ wrong: 'breaks nothing', phone }])
    }).toThrow('nothing to break in src/sync/pack.ts')
  })
})
