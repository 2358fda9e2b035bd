import { describe, expect, it } from 'vitest'
import { byName, initialsOf, isNamed } from '@/domain/pinyin'

describe('finding a person by name', () => {
  it('lists people by the sound of their names, as a register does', () => {
    const names = ['张伟', '阿明', '李秀英', '陈桂兰', '王芳', '李国强', '欧阳娜']
    expect(
      names
        .map((name) => ({ name }))
        .sort(byName)
        .map(({ name }) => name),
    ).toEqual(['阿明', '陈桂兰', '李国强', '李秀英', '欧阳娜', '王芳', '张伟'])
  })

  it('guesses the initials of common names, surnames of two sounds included', () => {
    const names = [
      '王秀兰',
      '张伟',
      '陈桂英',
      '欧阳娜',
      '曾庆红',
      '单田芳',
      '仇和',
      '马晓东',
      '周杰',
      '安然',
      '郑丽',
      '孙二娘',
    ]
    expect(names.map(initialsOf)).toEqual([
      'wxl',
      'zw',
      'cgy',
      'oyn',
      'zqh',
      'stf',
      'qh',
      'mxd',
      'zj',
      'ar',
      'zl',
      'sen',
    ])
  })

  it('finds Wang Xiulan by part of her name, her initials, or her sound written out', () => {
    const spelt = { name: '王秀兰', pinyin: 'wang xiu lan' }
    const short = { name: '王秀兰', pinyin: 'wxl' }
    for (const typed of ['秀兰', 'wxl', 'WX', ' w x ', 'ｗｘ', '']) {
      expect(isNamed(typed, spelt)).toBe(true)
      expect(isNamed(typed, short)).toBe(true)
    }
    expect(isNamed('wangx', spelt)).toBe(true)
    expect(isNamed('lx', spelt)).toBe(false)
    expect(isNamed('秀英', spelt)).toBe(false)
  })
})
