import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type Engine } from './support/engines.ts'
import { pgtapFiles, readTap, scriptOf } from './support/pgtap.ts'

const files = await pgtapFiles()

describe.each(Object.entries(engines))('every story and house rule in SQL, on %s', (_, start) => {
  let engine: Engine

  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())

  it.each(files)('%s', async (file) => {
    const told = readTap(await engine.run(await scriptOf(file)))
    expect(told.failed).toEqual([])
    expect(told.passed).toHaveLength(told.planned)
  })
})
