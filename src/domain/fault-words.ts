import type { Fault } from './fault'

/** What people read about each fault: what happened, what is safe, and the one thing to do. */
export const faultWords = {
  offline: { say: '现在没有网，您做的事已经记在手机里，有网会自动交。', act: null },
  busy: { say: '网络有点慢，稍后会自动再试。', act: null },
  'signed-out': { say: '需要重新登录才能继续。您没交上去的事还在手机里。', act: '去登录' },
  refused: { say: '这一条没有通过，请联系村里的干部。', act: '打电话' },
} as const satisfies Record<Fault['kind'], { say: string; act: string | null }>
