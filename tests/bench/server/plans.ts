import { openLine, type Line } from './line.ts'
import { measured } from './lines.ts'
import type { Scene } from './scene.ts'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Rows Removed by Filter'?: number
  'Actual Loops'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Plan[]
}

export interface Walk {
  /** What was asked when it happened. */
  line: string
  table: string
  rows: number
}

export interface PlanReport {
  statements: number
  /** Sequential scans of tables with more rows than `bigTable`. */
  walks: Walk[]
  /** The most rows of a big table that one node read only to throw away. */
  worstFilter: Walk
}

const bigTable = 10_000

/** Has the server say the plan of every statement inside everything that is measured, and looks for walks through big tables. */
export async function readPlans(url: string, scene: Scene): Promise<PlanReport> {
  const heard: string[] = []
  const db = openLine(url, scene.country.database, (message) => heard.push(message))
  const big = await bigTables(db)
  await db.exec(`
    load 'auto_explain';
    set auto_explain.log_min_duration = 0;
    set auto_explain.log_analyze = on;
    set auto_explain.log_nested_statements = on;
    set auto_explain.log_format = 'json';
    set auto_explain.log_level = 'notice';`)
  const report: PlanReport = {
    statements: 0,
    walks: [],
    worstFilter: { line: '', table: '', rows: 0 },
  }
  for (const line of measured) {
    // Several times: the first plan of a statement is made for its values, a later one may be kept for all.
    for (let run = 0; run < 8; run++) await line.ask({ ...scene, db })
    for (const plan of heard.splice(0).flatMap(planIn)) {
      report.statements += 1
      look(plan, line.name, big, report)
    }
  }
  await db.close()
  return report
}

async function bigTables(db: Line): Promise<Map<string, number>> {
  const tables = await db.query<{ name: string; rows: number }>(
    `select relname as name, reltuples::float8 as rows from pg_catalog.pg_class
     where relkind = 'r' and reltuples > $1`,
    [bigTable],
  )
  return new Map(tables.map(({ name, rows }) => [name, rows]))
}

/** "duration: 0.1 ms  plan:" and the plan as JSON; what the server says besides is no plan. */
function planIn(message: string): Plan[] {
  const from = message.indexOf('plan:\n')
  if (from < 0) return []
  return [(JSON.parse(message.slice(from + 'plan:\n'.length)) as { Plan: Plan }).Plan]
}

function look(
  plan: Plan,
  line: string,
  big: ReadonlyMap<string, number>,
  report: PlanReport,
): void {
  const table = plan['Relation Name'] ?? ''
  const rows = big.get(table)
  if (plan['Node Type'] === 'Seq Scan' && rows !== undefined)
    report.walks.push({ line, table, rows })
  const thrownAway = (plan['Rows Removed by Filter'] ?? 0) * (plan['Actual Loops'] ?? 1)
  if (rows !== undefined && thrownAway > report.worstFilter.rows)
    report.worstFilter = { line, table, rows: thrownAway }
  for (const below of plan.Plans ?? []) look(below, line, big, report)
}
