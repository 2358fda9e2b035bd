/** The shelves of the library, in the order they stand. A topic that is not among them still has its own name. */
export const topicNames = {
  policy: '政策',
  farming: '种养',
  health: '健康',
  safety: '防骗安全',
  village: '村务',
  party: '党建',
} as const

export const sayTopic = (topic: string): string =>
  (topicNames as Readonly<Record<string, string>>)[topic] ?? (topic || '其他')
