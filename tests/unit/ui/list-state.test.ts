import { cleanup, render, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import ListState from '@/ui/ListState.vue'

afterEach(cleanup)

const slots = { row: '<template #row="{ row }">{{ row.name }}</template>' }

describe('a list', () => {
  it('says that it is being opened, until there is an answer', () => {
    render(ListState, { props: { rows: undefined }, slots })
    expect(screen.getByRole('status').textContent).toBe('正在打开…')
  })

  it('says in words when there is nothing', () => {
    render(ListState, { props: { rows: [] }, slots: { ...slots, empty: '还没有走访记录。' } })
    expect(screen.getByText('还没有走访记录。')).toBeTruthy()
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('tells of trouble first, even when old rows are there', () => {
    const rows = [{ id: 'a', name: '王秀英' }]
    render(ListState, { props: { rows, fault: { kind: 'busy' } }, slots })
    expect(screen.getByRole('alert').textContent).toContain('打不开')
    expect(screen.queryByText('王秀英')).toBeNull()
  })

  it('has one item for each row, and a name', () => {
    const rows = [
      { id: 'a', name: '王秀英' },
      { id: 'b', name: '李建国' },
    ]
    render(ListState, { props: { rows, label: '党员' }, slots })
    expect(screen.getByRole('list', { name: '党员' })).toBeTruthy()
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '王秀英',
      '李建国',
    ])
  })
})
