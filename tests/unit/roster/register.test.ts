import { describe, expect, it } from 'vitest'
import { cardWarning, needsCard } from '@/features/roster/account-words'
import {
  fullYears,
  isPhone,
  isRight,
  wrongInNewMember,
  wrongInTerm,
  type NewMemberForm,
} from '@/features/roster/form-rules'
import { choosePeople, registerOf } from '@/features/roster/people'
import { card, post, secretaryLi, step, today, wangXiulan, willow, zhaoDashan } from './village'

const cards = [
  card(zhaoDashan, '赵大山', 'zds'),
  card(wangXiulan, '王秀兰', 'wxl'),
  card(secretaryLi, '李国强', 'lgq'),
]
const people = registerOf(
  cards,
  [step(wangXiulan, 'elder')],
  [post(secretaryLi, willow, 'branch_secretary')],
  today,
)

describe('the register', () => {
  it('lists people by the sound of their names, with category and post in words', () => {
    expect(people.map(({ name }) => name)).toEqual(['李国强', '王秀兰', '赵大山'])
    expect(people[0]?.roles).toEqual(['支部书记'])
    expect(people[1]?.category).toBe('elder')
    expect(people[2]?.category).toBeUndefined()
  })

  it('forgets a post that has ended', () => {
    const ended = {
      ...post(secretaryLi, willow, 'branch_secretary'),
      untilDay: '2026-11-21' as const,
    }
    expect(registerOf(cards, [], [ended], today)[0]?.roles).toEqual([])
  })

  it('is narrowed by what is typed and by category together', () => {
    const names = (typed: string, category: 'all' | 'elder') =>
      choosePeople(people, typed, category).map(({ name }) => name)
    expect(names('w', 'all')).toEqual(['王秀兰'])
    expect(names('', 'elder')).toEqual(['王秀兰'])
    expect(names('赵', 'elder')).toEqual([])
  })
})

describe('filling in a member', () => {
  const filled: NewMemberForm = {
    ...{
      name: '孙小梅',
      pinyin: 'sxm',
      bornOn: '1990-05-01',
      sex: 'female',
      phone: '138 0000 1111',
    },
    ...{ joinedOn: '2015-07-01', category: 'village' },
  }

  it('passes when everything is there', () => {
    expect(isRight(wrongInNewMember(filled, today))).toBe(true)
  })

  it('tells each thing that is missing or cannot be', () => {
    const nothing = {
      name: ' ',
      pinyin: '',
      bornOn: '',
      sex: undefined,
      phone: '12',
      joinedOn: '',
      category: undefined,
    }
    expect(Object.keys(wrongInNewMember(nothing, today)).sort()).toEqual([
      'bornOn',
      'category',
      'joinedOn',
      'name',
      'phone',
      'pinyin',
      'sex',
    ])
    expect(wrongInNewMember({ ...filled, joinedOn: '2005-07-01' }, today).joinedOn).toMatch('18')
    expect(wrongInNewMember({ ...filled, bornOn: '2026-11-23' }, today).bornOn).toBeTruthy()
  })

  it('counts age as people do, to the day', () => {
    expect(fullYears('1951-11-22', '2026-11-22')).toBe(75)
    expect(fullYears('1951-11-23', '2026-11-22')).toBe(74)
  })

  it('knows mobile, landline and no number', () => {
    expect(['', '10000001111', '0000-6688 1234', '66881234'].map(isPhone)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['12345', '1380000111', '电话'].map(isPhone)).toEqual([false, false, false])
  })

  it('lets a term be open, but not end before it began', () => {
    const term = { role: 'liaison', orgId: 'willow', fromDay: '2026-11-22', untilDay: '' }
    expect(isRight(wrongInTerm(term))).toBe(true)
    expect(wrongInTerm({ ...term, untilDay: '2026-11-21' }).untilDay).toBeTruthy()
  })
})

describe('before a card is made', () => {
  it('says that the old phone stops at once', () => {
    expect(cardWarning('active', '王秀兰')).toContain('旧手机上的账号马上停用')
    expect(cardWarning('card', '王秀兰')).toContain('马上作废')
  })

  it('offers one to those who have nothing to sign in with', () => {
    const states = ['none', 'card', 'expired', 'active', 'suspended'] as const
    expect(states.filter((state) => needsCard({ state }))).toEqual(['none', 'expired'])
  })
})
