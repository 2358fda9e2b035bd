import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCrowd, type Crowd, type CrowdPhone } from './support/crowd.ts'
import { everyoneSignsUp, expectSevenIn, planShift } from './support/last-places.ts'

const many = 50

describe('fifty phones want the last seven places, over HTTP, on a real PostgreSQL', () => {
  let crowd: Crowd
  let phones: CrowdPhone[]

  beforeAll(async () => {
    crowd = await openCrowd(many)
    phones = []
    for (let n = 0; n < many; n += 1) phones.push(await crowd.phoneOf(`Neighbour ${String(n)}`))
  })
  afterAll(() => crowd.close())

  it('one has each of them, the others are on the list in the order the town heard them', async () => {
    const shift = await planShift(crowd.house, 7)
    await everyoneSignsUp(phones, shift)
    await expectSevenIn(crowd.house, shift, many)
  })

  it('also when the line breaks at most of them, and they say it again', async () => {
    const shift = await planShift(crowd.house, 7)
    const heard = await everyoneSignsUp(phones, shift, (n) =>
      n % 5 === 0 ? undefined : 10 + n * 20,
    )
    expect(heard.some(({ tries }) => tries > 1)).toBe(true)
    await expectSevenIn(crowd.house, shift, many)
  })

  it('and everybody’s phone is told of their own place in the answer to the very request', async () => {
    const shift = await planShift(crowd.house, 7)
    const heard = await everyoneSignsUp(phones, shift)
    const told = heard.map(({ place }) => place)
    expect(told.filter((place) => place === 'held')).toHaveLength(7)
    expect(told.filter((place) => place === 'waiting')).toHaveLength(many - 7)
  })
})
