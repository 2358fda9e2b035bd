/** Rows as the demo town has them, written down: the floor reads no database. */
export interface Row {
  id: string
  title: string
  note: string
  badge?: string
  minutes: number
}

export const tasks: readonly Row[] = [
  {
    ...{ id: '1', title: '把路修到家门口：一次党员大会是怎么开的', badge: '今天要学完' },
    ...{ note: '一个村支部从提议到表决的全过程，和会后谁做什么。', minutes: 12 },
  },
  {
    ...{ id: '2', title: '冬季防火：党员包片怎么包', badge: '还有 3 天' },
    ...{ note: '谁看哪一片，看什么，看到了怎么办，一页纸说清楚。', minutes: 8 },
  },
  {
    ...{ id: '3', title: '外出党员怎样过组织生活', badge: '还有 6 天' },
    ...{ note: '人在外地也能参加学习、缴党费、提意见。', minutes: 10 },
  },
]

export const fresh: readonly Row[] = [
  { id: '4', title: '老支书讲村史', note: '从一口井到一条渠，三代人的故事。', minutes: 15 },
  { id: '5', title: '医保新规定，一条一条讲', note: '住院报多少，怎么报，带什么。', minutes: 9 },
  { id: '6', title: '怎样认出电话骗局', note: '五句话，一听就知道是骗子。', minutes: 6 },
]
