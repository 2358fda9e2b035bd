import { startPostgres } from '../../db/support/real-postgres.ts'
import { writeSection } from '../report.ts'
import { fillCountry, type Country } from './fill.ts'
import { fillingSettings, hostedSettings } from './hosted.ts'
import { openLine } from './line.ts'
import { measure } from './measure.ts'
import { readPlans } from './plans.ts'
import { sectionOf } from './section.ts'
import { setScene, type Scene } from './scene.ts'
import { throughputOf, type Throughput } from './throughput.ts'

/** About so many members; `npm run bench -- server 1000 100000` leaves the long one out, and writes nothing down. */
const allSizes = [1_000, 100_000, 1_000_000]
const asked = process.argv.slice(2).map(Number)
const sizes = asked.length > 0 ? asked : allSizes

const server = await startPostgres(hostedSettings)
try {
  const countries = await fillAll(sizes)
  const scenes: Scene[] = []
  for (const country of countries) scenes.push(await setScene(server.url, country))
  const figures = await measure(scenes)
  const plans = []
  for (const scene of scenes) plans.push(await readPlans(server.url, scene))
  for (const { db } of scenes) await db.close()

  const throughputs: Throughput[] = []
  for (const country of countries) throughputs.push(await throughputOf(server.url, country, 'on'))
  const largest = countries.at(-1)
  if (largest) throughputs.push(await throughputOf(server.url, largest, 'off'))

  const section = sectionOf({ countries, figures, plans, throughputs })
  console.log(section)
  if (asked.length === 0) writeSection('server', section, { postgresql: await versionOf() })
  if (plans.some(({ walks }) => walks.length > 0)) {
    console.error('A plan walks through a big table; see above.')
    process.exitCode = 1
  }
} finally {
  await server.stop()
}

/** Filling may lose everything in a crash, so it need not wait for the disk; measuring is done with what a town would use. */
async function fillAll(abouts: readonly number[]): Promise<Country[]> {
  const house = openLine(server.url, 'template1')
  for (const [name, value] of Object.entries(fillingSettings))
    await house.exec(`alter system set ${name} = '${value}'`)
  await house.exec('select pg_reload_conf()')
  const countries: Country[] = []
  for (const about of abouts) {
    console.log(`filling a country of about ${String(about)} members …`)
    countries.push(await fillCountry(server.url, about))
  }
  for (const name of Object.keys(fillingSettings)) await house.exec(`alter system reset ${name}`)
  await house.exec('select pg_reload_conf()')
  await house.exec('checkpoint')
  await house.close()
  return countries
}

async function versionOf(): Promise<string> {
  const db = openLine(server.url, 'postgres')
  const [row] = await db.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  await db.close()
  return row?.version ?? 'unknown'
}
