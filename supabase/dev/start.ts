import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { demoContactSecret } from '../seed/duties.ts'
import { demoPeople } from '../seed/seed.ts'
import { settleDemoTown } from './demo-town.ts'
import { dataDir, dist, ensureBuilt, ensureFree, lockData, runTool, Trouble } from './house.ts'
import { startBackend, type Running } from './server.ts'
import { houseAddresses, houseCertificate } from './tls.ts'

const options = {
  port: { type: 'string', default: process.env['PORT'] ?? '5173' },
  host: { type: 'boolean', default: false },
  'data-dir': { type: 'string', default: dataDir },
} as const

await runTool(async () => {
  const { values } = readArgs()
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Trouble(`--port wants a number from 0 to 65535, not "${values.port}".`)
  }
  const folder = values['data-dir']
  await lockData(folder)
  await ensureFree(port)

  console.log('Preparing the app …')
  await ensureBuilt()
  const first = !existsSync(join(folder, 'database'))
  console.log(first ? 'Making the demo town …' : 'Opening the town …')
  const running = await startBackend({
    dataDir: folder,
    dist,
    port,
    ...(values.host && { host: '0.0.0.0', tls: await houseCertificate(folder) }),
  })
  await settleDemoTown(running.backend)
  greet(running, values.host, await demoContactSecret(running.backend.db.query))
  closeWell(running)
})

function readArgs() {
  try {
    return parseArgs({ options })
  } catch (error) {
    throw new Trouble(`${(error as Error).message}\nKnown: --port 5173, --host, --data-dir .data`)
  }
}

function greet({ port }: Running, house: boolean, contactSecret: string) {
  const here = `${house ? 'https' : 'http'}://localhost:${String(port)}`
  const { people, card } = demoPeople
  console.log(`\n先锋家园 · Pioneer Home is open.\n\n  on this machine    ${here}`)
  if (house) greetHouse(port)
  console.log('\n  Sign in (登录) with one of these numbers:\n')
  for (const { who, name, loginNumber, password } of people) {
    console.log(`    ${loginNumber}   password ${password}   ${name} ${who}`)
  }
  console.log(`\n  Or come in with ${card.name}’s activation card (激活卡):\n`)
  console.log(`    ${here}/activate#n=${card.loginNumber}&c=${card.code}`)
  console.log('\n  A villager with no account scans a contact card (连心卡):\n')
  console.log(`    ${here}/c#${contactSecret}`)
  console.log('\n  Ctrl-C closes it; what was done is kept. npm run reset starts over.\n')
}

function greetHouse(port: number) {
  for (const address of houseAddresses()) {
    console.log(`  on the network     https://${address}:${String(port)}`)
  }
  console.log(`
  The certificate is made by this machine, so a browser will warn: choose "continue".
  For use with no signal the phone must trust it first: open /ca.crt there and install it.`)
}

/** A database that is closed opens faster next time; one that was killed opens all the same. */
function closeWell(running: Running) {
  const close = () => {
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', close)
  process.once('SIGTERM', close)
}
