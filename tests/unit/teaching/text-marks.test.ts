import { describe, expect, it } from 'vitest'
import {
  bold,
  insertBlock,
  insertText,
  markLines,
  pictureMark,
} from '@/features/teaching/text-marks'

const at = (text: string, from: number, to = from) => ({ text, from, to })

describe('the buttons above the text', () => {
  it('标题 and 列表 mark the lines that are selected, and take the mark off again', () => {
    const marked = markLines(at('一\n二\n三', 2, 5), '- ')
    expect(marked.text).toBe('一\n- 二\n- 三')
    expect(markLines(marked, '- ').text).toBe('一\n二\n三')
  })

  it('标题 works on the line the cursor stands in, at either end', () => {
    expect(markLines(at('开头\n结尾', 0), '## ').text).toBe('## 开头\n结尾')
    expect(markLines(at('开头\n结尾', 5), '## ').text).toBe('开头\n## 结尾')
    expect(markLines(at('', 0), '## ').text).toBe('## ')
  })

  it('加粗 leaves the words selected, and offers some when there are none', () => {
    expect(bold(at('人走火灭', 0, 4))).toEqual({ text: '**人走火灭**', from: 2, to: 6 })
    expect(bold(at('', 0)).text).toBe('**加粗的字**')
  })

  it('a picture or a pasted piece becomes a paragraph of its own', () => {
    expect(insertBlock(at('前\n后', 1), '图').text).toBe('前\n\n图\n\n后')
    expect(insertBlock(at('', 0), '图').text).toBe('图')
    expect(insertText(at('天燥', 1), '干物').text).toBe('天干物燥')
    expect(insertText(at('前后', 1), '一\n二').text).toBe('前\n\n一\n二\n\n后')
  })

  it('words about a picture cannot break out of its mark', () => {
    expect(pictureMark('图1.jpg', '坏](x)\n了')).toBe('![坏 (x) 了](picture:图1.jpg)')
  })
})
