import type { Category } from './categories.ts'

/** A piece given as a task: to everyone, or to one category, to be finished so many days from today. */
export interface Task {
  slug: string
  category: Category | null
  dueIn: number
}

/** What the town asks of its members these weeks: some past, one for today, some ahead. */
export const townTasks: readonly Task[] = [
  { slug: '01-plan-in-plain-words', category: null, dueIn: -40 },
  { slug: '04-theme-day-and-three-meetings', category: null, dueIn: -6 },
  { slug: '05-party-dues', category: null, dueIn: 0 },
  { slug: '18-phone-fraud', category: null, dueIn: 5 },
  { slug: '19-fire-gas-and-carbon-monoxide', category: null, dueIn: 14 },
  { slug: '07-posts-and-contact-card', category: 'village', dueIn: -3 },
  { slug: '08-four-promises', category: 'office', dueIn: 20 },
  { slug: '09-migrants-report-in', category: 'migrant', dueIn: 2 },
  { slug: '10-eighth-branch', category: 'rectify', dueIn: 7 },
  { slug: '16-blood-pressure', category: 'elder', dueIn: 9 },
]

/** What every other branch adds for its own people, and what one secretary gives to one elder. */
export const branchTask = { slug: '15-village-affairs-openness', dueIn: 10 } as const
export const elderTask = { slug: '17-falls-and-medicines', dueIn: 4 } as const
