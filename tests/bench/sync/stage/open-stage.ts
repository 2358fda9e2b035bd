import type { Db } from '../../../../supabase/dev/database.ts'
import type { Config } from '../../peers/engine.ts'
import { contenders } from '../options.ts'
import { openPhone, type Phone } from '../page/browser.ts'
import { buildPage, type BuiltPage } from '../page/build-pages.ts'
import { servePages } from '../page/serve-pages.ts'
import { openDoors, tokenFor } from '../../../db/support/doors.ts'
import { certificate } from './certificate.ts'
import { openFront, type Front } from './front.ts'
import { secretary, secretaryUser } from './ids.ts'
import { openLine, type Line } from './line.ts'
import { freePort } from './ports.ts'
import { connect, openDatabases, type Databases } from './open-databases.ts'

/** Everything a measurement stands on: PostgreSQL, the doors, the slow line, the pages and the browser. */
export interface Stage {
  databases: Databases
  front: Front
  line: Line
  phone: Phone
  pages: ReadonlyMap<string, BuiltPage>
  urlOf: (engine: string) => string
  /** What an engine is opened with. */
  config: Config
  /** Lets one database answer, and gives its owner's own session. */
  use(postgresUrl: string): Promise<Db>
  close(): Promise<void>
}

export async function openStage(engines: readonly string[]): Promise<Stage> {
  const tls = await certificate()
  const pages = new Map<string, BuiltPage>()
  for (const name of engines) {
    const { file } = contenders[name] ?? { file: '' }
    pages.set(name, await buildPage(file))
  }
  const databases = await openDatabases()
  const front = await openFront(tls)
  const apiPort = await freePort()
  const line = await openLine(apiPort, front.port)
  const site = await servePages(await freePort(), tls, pages)
  const phone = await openPhone()
  let leaveDatabase = () => Promise.resolve()

  return {
    ...{ databases, front, line, phone, pages, urlOf: (engine) => site.urlOf(engine) },
    config: {
      ...{ api: `https://localhost:${apiPort}`, key: 'public', me: secretary, database: 'bench' },
      token: tokenFor(secretaryUser),
    },
    async use(postgresUrl) {
      await leaveDatabase()
      const doors = await openDoors(postgresUrl)
      const { db, close } = connect(postgresUrl)
      front.serve((request) => doors.backend.fetch(request))
      leaveDatabase = async () => {
        await doors.close()
        await close()
      }
      return db
    },
    async close() {
      await phone.close()
      await site.close()
      await line.close()
      await front.close()
      await leaveDatabase()
      await databases.stop()
    },
  }
}
