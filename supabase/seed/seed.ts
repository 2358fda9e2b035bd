import { parseArgs } from 'node:util'
import { demoPeople, type DemoPeople } from './cast.ts'
import { giveDuties } from './duties.ts'
import { readPieces } from './library.ts'
import { callMeetings } from './meetings.ts'
import { keepDues } from './dues.ts'
import { closeMonths } from './months.ts'
import type { TownSize } from './organisation.ts'
import type { TownPorts } from './ports.ts'
import { insertRows } from './rows.ts'
import { planShifts } from './shifts.ts'
import { openShop } from './shop.ts'
import { isCardIssued, issueCard, signUpCast } from './sign-ins.ts'
import { fewestMembers } from './slots.ts'
import { makeTown, type Town } from './town.ts'
import { payVisits } from './visits.ts'
import { compareQuarter } from './comparison.ts'

export { demoPeople, type DemoPeople, type TownPorts, type TownSize }

export const usualSize: TownSize = { branches: 8, members: 240 }

/**
 * Fills an empty, migrated database with the demo town. Every statement is whole or not at all and every id follows
 * from its name: one that was interrupted is completed by calling this again, a finished one is left as it is.
 */
export async function seedTown(ports: TownPorts, size: TownSize = usualSize): Promise<DemoPeople> {
  checkSize(size)
  if (await isCardIssued(ports)) return demoPeople
  const town = makeTown(size, ports.today, {
    pieces: await readPieces('materials'),
    notices: await readPieces('notices'),
  })
  await refuseStrangers(ports, town)
  for (const table of town.tables) await insertRows(ports.query, table)
  for (const { row, content } of town.files) await ports.putObject(row.path, content, row.mime)
  await ports.exec('analyze')
  await signUpCast(ports, town.people)
  await closeMonths(ports, town.people)
  await openShop(ports, town.people)
  await callMeetings(ports, town.people)
  await planShifts(ports, town.people)
  await giveDuties(ports, town.people)
  await keepDues(ports, town.people)
  await payVisits(ports, town.people)
  await compareQuarter(ports, town.people)
  await issueCard(ports, town.people, demoPeople.card.who)
  return demoPeople
}

/** An invented town must never be poured into one where people live, nor into one of another size. */
async function refuseStrangers({ query }: TownPorts, { people }: Town) {
  const ours = new Set(people.map(({ id }) => id))
  const there = await query<{ id: string }>('select id from public.members')
  if (there.some(({ id }) => !ours.has(id))) {
    throw new Error('Somebody else lives in this database; the demo town wants an empty one.')
  }
}

export interface SeedArgs {
  size: TownSize
  /** A Postgres elsewhere, instead of the embedded one. */
  url: string | undefined
}

/** `--branches 8 --members 240 --url postgres://…`, all of them optional. */
export function readSeedArgs(args: readonly string[]): SeedArgs {
  const { values } = parseArgs({
    args: [...args],
    options: {
      branches: { type: 'string', default: String(usualSize.branches) },
      members: { type: 'string', default: String(usualSize.members) },
      url: { type: 'string' },
    },
  })
  const size = { branches: Number(values.branches), members: Number(values.members) }
  checkSize(size)
  return { size, url: values.url }
}

function checkSize({ branches, members }: TownSize) {
  if (!Number.isInteger(branches) || branches < 1 || branches > 3000) {
    throw new Error('--branches wants a whole number from 1 to 3000.')
  }
  const fewest = fewestMembers(branches)
  if (!Number.isInteger(members) || members < fewest) {
    throw new Error(`A town of ${branches} branches wants --members ${fewest} or more.`)
  }
}
