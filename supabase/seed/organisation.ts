import { at, idOf } from './random.ts'

export interface Org {
  id: string
  parent_id: string | null
  kind: 'town' | 'area' | 'village_branch' | 'special_branch'
  name: string
}

export interface Organisation {
  town: Org
  areas: readonly Org[]
  villages: readonly Org[]
  special: Org
}

export interface TownSize {
  /** Village branches; the eighth branch comes on top. */
  branches: number
  /** Everybody, the eighth branch and the town's own people included. */
  members: number
}

// An invented town. Villages are named after what grows or stands there, so none can be taken for 第八党支部.
const townName = '清禾镇'
const areaNames = ['东片', '中片', '西片']
const grows = Array.from('柳杏石槐枣桃荷松梨竹麦榆枫菊莲青白金银新')
const lies = Array.from('湾岭桥庄坡沟塘坪河泉店集屯寨堡')
const sides = ['', '上', '下', '前', '后', '东', '西', '南', '北', '小']

export function makeOrganisation({ branches }: TownSize): Organisation {
  const town = org(null, 'town', `${townName}党委`)
  const areas = areaNames.map((name) => org(town, 'area', `${name}办事处总支`))
  const villages = Array.from({ length: branches }, (_, place) =>
    org(
      at(areas, Math.floor((place * areas.length) / branches)),
      'village_branch',
      villageName(place),
    ),
  )
  return { town, areas, villages, special: org(town, 'special_branch', '第八党支部') }
}

/** 柳湾村 out of 柳湾村党支部, for running text. */
export const villageOf = (branch: Org): string => branch.name.replace('党支部', '')

function villageName(place: number): string {
  const pairs = grows.length * lies.length
  const within = place % pairs
  const what = at(grows, within % grows.length)
  // One step further in each round, so that no pair comes twice.
  const step = (within % grows.length) + Math.floor(within / grows.length)
  const where = at(lies, step % lies.length)
  return `${at(sides, Math.floor(place / pairs))}${what}${where}村党支部`
}

function org(parent: Org | null, kind: Org['kind'], name: string): Org {
  return { id: idOf('org', name), parent_id: parent?.id ?? null, kind, name }
}
