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

  async function tell(file: string) {
    try {
      return await engine.run(await scriptOf(file))
    } catch (error) {
      await engine.run('rollback')
      throw error
    }
  }

  it.each(files)('%s', async (file) => {
    const told = readTap(await tell(file))
    expect(told.failed).toEqual([])
    expect(told.passed).toHaveLength(told.planned)
  })
})
