import { mayPass, type Term } from '@/domain/posts'
import type { IconName } from '@/ui/icons'

export interface Tab {
  to: string
  label: string
  icon: IconName
}

const everyone: readonly Tab[] = [
  { to: '/', label: '首页', icon: 'home' },
  { to: '/study', label: '学习', icon: 'book' },
  { to: '/points', label: '积分', icon: 'star' },
]
const branch: Tab = { to: '/branch', label: '支部', icon: 'flag' }
const mine: Tab = { to: '/me', label: '我的', icon: 'person' }

/** Four places for everyone; those who look after a branch get a fifth. */
export function tabsFor(posts: readonly Pick<Term, 'role'>[]): readonly Tab[] {
  return mayPass('overseer', posts) ? [...everyone, branch, mine] : [...everyone, mine]
}

/** Pages whose first word names no tab, and the tab one comes to them by. */
const cameBy: Readonly<Record<string, string>> = {
  '/helper': '/me',
  '/shop': '/me',
  '/meetings': '/',
  '/shifts': '/',
  '/posts': '/me',
  '/requests': '/me',
}

/** The tab a page belongs to, by the first word of its address. */
export function tabOf(path: string): string {
  const first = `/${path.split('/')[1] ?? ''}`
  return cameBy[first] ?? first
}
