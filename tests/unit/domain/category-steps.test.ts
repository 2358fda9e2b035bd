import { describe, expect, it } from 'vitest'
import { categoryOn, type CategoryStep } from '@/domain/category-steps'

const village: CategoryStep = { category: 'village', fromDay: '2020-01-01', decidedAt: 1 }
const elder: CategoryStep = { category: 'elder', fromDay: '2026-11-22', decidedAt: 2 }
const hardship: CategoryStep = { category: 'hardship', fromDay: '2026-11-22', decidedAt: 3 }
const office: CategoryStep = { category: 'office', fromDay: '2026-11-23', decidedAt: 4 }

describe('the category someone is in', () => {
  it('is the newest that has begun, and none before the first', () => {
    expect(categoryOn([village, elder, office], '2026-11-22')).toBe('elder')
    expect(categoryOn([village, elder, office], '2026-11-23')).toBe('office')
    expect(categoryOn([village, elder, office], '2019-12-31')).toBeUndefined()
  })

  it('is the later decision of two from one day, in whatever order they are found', () => {
    expect(categoryOn([hardship, elder], '2026-11-22')).toBe('hardship')
    expect(categoryOn([elder, hardship], '2026-11-22')).toBe('hardship')
  })
})
