import { cleanup, fireEvent, render, screen } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import PrintSheet from '@/ui/PrintSheet.vue'
import { readSheet, shareWidth, wrapText } from '@/ui/sheet-picture'

afterEach(cleanup)

const body =
  '<p>本月要学的。</p><table><thead><tr><th>姓名</th><th>学完</th></tr></thead><tbody><tr><td>王秀英</td><td>11月3日</td></tr></tbody></table>'

describe('a sheet for the notice board', () => {
  it('can be printed, and becomes a picture with the same words in the same order', () => {
    render(PrintSheet, { props: { title: '学习名单', foot: '支部书记' }, slots: { default: body } })
    expect(screen.getByRole('button', { name: '打印' })).toBeTruthy()
    expect(readSheet(screen.getByRole('article'))).toEqual([
      { kind: 'title', text: '学习名单' },
      { kind: 'text', text: '本月要学的。' },
      {
        kind: 'table',
        rows: [
          ['姓名', '学完'],
          ['王秀英', '11月3日'],
        ],
      },
      { kind: 'foot', text: '支部书记' },
    ])
  })

  it('in a browser that cannot draw says what else to do', async () => {
    render(PrintSheet, { props: { title: '学习名单' }, slots: { default: body } })
    await fireEvent.click(screen.getByRole('button', { name: '做成图片' }))
    expect(screen.getByRole('status').textContent).toContain('请用打印，或者直接截屏')
  })

  it('with a secret on it cannot be made a picture', () => {
    render(PrintSheet, { props: { title: '激活卡', printOnly: true } })
    expect(screen.queryByRole('button', { name: '做成图片' })).toBeNull()
  })
})

describe('the words in a picture', () => {
  const tenEach = (text: string) => text.length * 10
  it('break into lines that fit, and none is lost', () => {
    const lines = wrapText('一二三四五六七', 30, tenEach)
    expect(lines).toEqual(['一二三', '四五六', '七'])
  })

  it('keep numbers, dates and times whole, and begin no line with a full stop', () => {
    expect(wrapText('8:00–10:00 村口', 110, tenEach)).toEqual(['8:00–10:00 ', '村口'])
    expect(wrapText('到2026-11-27止。', 110, tenEach)).toEqual(['到2026-11-27', '止。'])
    expect(wrapText('一二三。', 30, tenEach)).toEqual(['一二', '三。'])
    expect(wrapText('1234567', 30, tenEach)).toEqual(['123', '456', '7'])
  })

  it('share the width by what they hold, and none is narrower than its longest word', () => {
    const rows = [['王秀英', '冬天老人怎样防跌倒']]
    const [name = 0, title = 0] = shareWidth(rows, 120, tenEach)
    expect(name).toBe(30)
    expect(title).toBe(90)
    const [day = 0, words = 0] = shareWidth(
      [['2026-11-27', '一二三四五六七八九十一二三四五六七八']],
      200,
      tenEach,
    )
    expect(day).toBeGreaterThanOrEqual(100)
    expect(day + words).toBe(200)
  })
})
