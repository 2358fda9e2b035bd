/** The shelves of the library, in the order they stand. A topic that is not among them still has its own name. */
export const topicNames = {
  party: '党的知识',
  policy: '政策讲解',
  village: '村里的事',
  farming: '农业生产',
  health: '健康养老',
  safety: '防骗安全',
} as const

export const sayTopic = (topic: string): string =>
  (topicNames as Readonly<Record<string, string>>)[topic] ?? (topic || '其他')
