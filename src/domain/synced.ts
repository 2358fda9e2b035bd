import { syncedTables, type CommandArgs, type Rows } from './server-types'

export type SyncedTable = keyof Rows
export type CommandName = keyof CommandArgs

export type Org = Rows['orgs']
export type Appointment = Rows['appointments']
export type Role = Appointment['role']
export type Category = Rows['categoryAssignments']['category']
export type Material = Rows['materials']
export type MaterialFile = Rows['materialFiles']
export type StudyProgress = Rows['studyProgress']

/** Names of the tables that travel, in the order the server delivers them. */
export const syncedNames = Object.keys(syncedTables) as readonly SyncedTable[]

/** Everything this version of the app takes in, in one line, to be compared with what another version took. */
export const knownTables: string = syncedNames
  .map((name) => `${syncedTables[name].server}(${syncedTables[name].columns.join()})`)
  .join(' ')

const byServerName = new Map<string, SyncedTable>(
  syncedNames.map((name) => [syncedTables[name].server, name]),
)

/** The phone's name of a server table; undefined for one that a newer server added. */
export function phoneTable(serverName: string): SyncedTable | undefined {
  return byServerName.get(serverName)
}
