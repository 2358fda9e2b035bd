// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, startOf } from '@/domain/day'
import { run } from '@/sync/run'
import { syncOnce } from '@/sync/sync-once'
import { auntieLin, newPhone, oldChen, type TestPhone } from '../../support/phone'
import { PretendTown } from '../../support/pretend-town'

const today = dayOf(1_780_000_000_000)
const catchUp = (phone: TestPhone) => run((most) => syncOnce(phone.ports, most))
const notices = async ({ db }: TestPhone) => (await db.notices.toArray()).map(({ say }) => say)

const leave = (state: string, note = '') => ({
  ...{ id: 'leave', meetingId: 'theme', memberId: auntieLin, branchId: 'org', reason: '看病' },
  ...{ state, note, decidedBy: state === 'open' ? null : oldChen, askedAt: 0 },
})
const term = (status: string, note = '') => ({
  ...{ id: 'term', memberId: auntieLin, branchId: 'org', postId: 'post', status, words: '' },
  ...{ askedBy: auntieLin, askedAt: 0, fromDay: null, untilDay: null, households: '', note },
})
const cover = (state: string, fromMemberId: string, toMemberId: string) => ({
  ...{ id: 'cover', signupId: 'signup', shiftId: 'shift', branchId: 'org', state, askedAt: 0 },
  ...{ fromMemberId, toMemberId },
})
const signup = (status: string, memberId: string = auntieLin) => ({
  ...{ id: 'signup', shiftId: 'shift', memberId, branchId: 'org', post: '护河', onDay: today },
  ...{ nth: 1, status, heardAt: 0, agreedAt: 0, servedFrom: null, servedUntil: null, how: null },
  offeredUntil: status === 'offered' ? startOf(today) + 9.5 * 3_600_000 : null,
  ...{ madeBy: memberId, markedBy: null },
})

function village() {
  const town = new PretendTown()
  town.put('meetings', { id: 'theme', orgId: 'org', title: '主题党日', onDay: addDays(today, 1) })
  town.put('dutyPosts', { id: 'post', orgId: 'town', name: '护河', duties: '', isOpen: true })
  town.put('shifts', { id: 'shift', orgId: 'org', post: '护河', onDay: today })
  const card = {
    branchId: 'org',
    pinyin: '',
    photoPath: null,
    post: null,
    promise: null,
    phone: null,
  }
  town.put('directoryCards', { ...card, id: oldChen, name: '老陈' })
  return town
}

describe('what others decided', () => {
  it('is told once, when the phone hears of it, and not again', async () => {
    const town = village()
    const phone = newPhone(town)
    town.put('leaveRequests', leave('open'))
    town.put('dutyTerms', term('asked'))
    await catchUp(phone)
    expect(await notices(phone)).toEqual([])

    town.put('leaveRequests', leave('granted'))
    town.put('dutyTerms', term('declined', '人满了'))
    await catchUp(phone)
    await catchUp(phone)
    expect(await notices(phone)).toHaveLength(2)
    expect((await notices(phone)).join('\n')).toMatch(/的主题党日请的假，支部准了。/)
    expect((await notices(phone)).join('\n')).toMatch(/「护河」这次没有定您：人满了/)
    expect((await phone.db.notices.toArray()).every(({ read }) => !read)).toBe(true)
  })

  it('is no news to a phone that copies everything for the first time', async () => {
    const town = village()
    town.put('leaveRequests', leave('refused'))
    town.put('dutyTerms', term('held'))
    town.put('shiftSignups', signup('lapsed'))
    const phone = newPhone(town)
    await catchUp(phone)
    expect(await notices(phone)).toEqual([])
  })

  it('that came and was decided between two looks is told too', async () => {
    const town = village()
    const phone = newPhone(town)
    await catchUp(phone)
    town.put('leaveRequests', leave('refused', '请下次早说'))
    await catchUp(phone)
    expect((await notices(phone)).join()).toMatch(/没有准：请下次早说/)
  })

  it('of a shift: whose turn it is, until when, and that it went to the next', async () => {
    const town = village()
    const phone = newPhone(town)
    town.put('shiftSignups', signup('waiting'))
    await catchUp(phone)
    town.put('shiftSignups', signup('offered'))
    await catchUp(phone)
    town.put('shiftSignups', signup('lapsed'))
    await catchUp(phone)
    const [turn, over] = await notices(phone)
    expect(turn).toMatch(/的护河轮到您了，请在今天 9:30 前确认来不来。/)
    expect(over).toMatch(/轮到过您/)
  })

  it('of cover: to be asked for it, and to be answered', async () => {
    const town = village()
    const phone = newPhone(town)
    await catchUp(phone)
    town.put('shiftCovers', cover('asked', oldChen, auntieLin))
    await catchUp(phone)
    town.put('shiftCovers', { ...cover('asked', auntieLin, oldChen), id: 'mine' })
    await catchUp(phone)
    town.put('shiftCovers', { ...cover('declined', auntieLin, oldChen), id: 'mine' })
    await catchUp(phone)
    const said = await notices(phone)
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/^老陈请您顶班：.*护河。/)
    expect(said[1]).toMatch(/^老陈顶不了班：.*护河还是您的。/)
  })

  it('of a shift that I am on: that it was changed or called off, and who signed me up', async () => {
    const town = village()
    const phone = newPhone(town)
    await catchUp(phone)
    town.put('shiftSignups', { ...signup('held'), madeBy: oldChen })
    await catchUp(phone)
    const shift = { id: 'shift', orgId: 'org', post: '护河', onDay: today, organiserId: oldChen }
    town.put('shifts', { ...shift, status: 'open', changedAt: 5, note: '' })
    await catchUp(phone)
    town.put('shifts', { ...shift, status: 'called_off', changedAt: 5, note: '涨水' })
    await catchUp(phone)
    const [made, changed, off] = await notices(phone)
    expect(made).toMatch(/^老陈替您报了.*护河。/)
    expect(changed).toMatch(/的护河有变动/)
    expect(off).toMatch(/的护河取消了：涨水/)
  })

  it('of a request that I saw to: how it was found', async () => {
    const town = village()
    const phone = newPhone(town)
    const request = { id: 'request', memberId: auntieLin, branchId: 'org', status: 'done' }
    town.put('requests', { ...request, offeredTo: null, cameAt: 0, cameOn: today, rating: null })
    await catchUp(phone)
    town.put('requests', { ...request, offeredTo: null, cameAt: 0, cameOn: today, rating: 'not' })
    await catchUp(phone)
    expect(await notices(phone)).toEqual([
      '您办的一件群众的事，评了：不满意，请再问问是哪里没办好。',
    ])
    expect((await phone.db.notices.toArray())[0]?.to).toBe('/requests/request')
  })

  it('about somebody else is not mine to be told', async () => {
    const town = village()
    const phone = newPhone(town)
    town.put('leaveRequests', { ...leave('open'), memberId: oldChen })
    town.put('shiftSignups', signup('waiting', oldChen))
    await catchUp(phone)
    town.put('leaveRequests', { ...leave('granted'), memberId: oldChen })
    town.put('shiftSignups', signup('offered', oldChen))
    await catchUp(phone)
    expect(await notices(phone)).toEqual([])
  })
})
