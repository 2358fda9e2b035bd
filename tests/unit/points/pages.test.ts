import { cleanup, fireEvent, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import type { Phone } from '@/db/phone'
import type { MonthSheet, Band } from '@/domain/asks'
import { yes } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import {
  appointed,
  auntieLin,
  branchPhone,
  fact,
  late,
  oldZhao,
  open,
  secretaryLi,
  town,
} from './village'
import { rule, ruleSet } from './books'

const sheet = (state: Rows['monthSheets']['state']): Rows['monthSheets'] => ({
  ...{ id: asId('sheet'), branchId: asId('willow'), month: '2026-10-01', state },
  ruleSetId: state === 'draft' ? null : asId('rules'),
  ...{ bands: null, objectionsUntil: null, lockedAt: null },
})

const step: Omit<Rows['monthSteps'], 'id' | 'step' | 'takenAt'> = {
  ...{ branchId: asId<'orgs'>('willow'), month: '2026-10-01', note: '', takenBy: auntieLin },
}

const reminder: Band = {
  ...{ code: 'yellow', words: '提醒', colour: 'amber', fromTenths: 0, isPublished: false },
}

/** The month of two, as the town is told it. */
const handedIn: MonthSheet = {
  ...{ state: 'proposed', print: 'what was seen', hidden: 0 },
  rows: [
    {
      ...{ memberId: oldZhao, baseTenths: 590, categoryTenths: 30, bonusTenths: 0 },
      ...{ band: reminder, beforeTenths: 850, beforeBand: '合格' },
      words: [
        {
          ...{ code: 'late', category: null, times: 2, tenths: -10, onDay: '2026-10-05' },
          ...{ reason: '开会来晚', saidBy: secretaryLi, wordId: 'word', hasPhoto: false },
        },
      ],
    },
    {
      ...{ memberId: auntieLin, baseTenths: 600, categoryTenths: 0, bonusTenths: 0, words: [] },
      ...{ band: reminder, beforeTenths: 650, beforeBand: '提醒' },
    },
  ],
}

const said: Rows['monthWords'] = {
  ...{ id: asId<'monthWords'>('word'), memberId: oldZhao, branchId: asId<'orgs'>('willow') },
  ...{ month: '2026-11-01', code: 'late', times: 2, onDay: '2026-11-05', reason: '开会来晚' },
  ...{ saidBy: secretaryLi, saidAt: 1, hasPhoto: false },
}

describe('a member', () => {
  it('sees this month’s points and what they are made of', async () => {
    const phone = await branchPhone(oldZhao)
    await phone.db.monthFacts.put(fact('study'))
    const screen = await open(phone, '/points')
    await screen.findByText('我11月的积分')
    const total = await screen.findByText('63')
    expect(total.parentElement?.textContent.trim()).toBe('63 分')
    expect(screen.getByText('3 分（最多 30 分）')).toBeTruthy()
    expect(screen.getByText('60 分（最多 60 分）')).toBeTruthy()
  })

  it('is told why: what happened on which day, what the branch said, and what can still be earned', async () => {
    const phone = await branchPhone(oldZhao)
    await phone.db.monthFacts.put(fact('study'))
    await phone.db.monthWords.put(said)
    const screen = await open(phone, '/points/2026-11')
    expect(await screen.findByText('1 次 × +3 分 = +3 分')).toBeTruthy()
    expect(await screen.findByText('11月20日 这个月该学的都学完了')).toBeTruthy()
    expect(screen.getByText('2 次 × −0.5 分 = −1 分')).toBeTruthy()
    expect(await screen.findByText(/2 次，11月5日，开会来晚（李国强）/)).toBeTruthy()
    const open_ = await screen.findByRole('list', { name: '这个月还能加分的' })
    expect(
      within(open_)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['接受送学并认可每次 +2 分，每月最多加 8 分'])
  })

  it('turns back to an earlier month, and to no month that is still to come', async () => {
    const phone = await branchPhone(oldZhao)
    const screen = await open(phone, '/points/2027-03')
    expect(await screen.findByRole('heading', { name: '我11月的积分' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: '看12月' })).toBeNull()
    expect((await screen.findByRole('link', { name: '看10月' })).getAttribute('href')).toBe(
      '/points/2026-10',
    )
  })

  it('reads the rules, those for everyone and those for each category', async () => {
    const screen = await open(await branchPhone(oldZhao), '/points/rules')
    expect(await screen.findByText('迟到或早退')).toBeTruthy()
    expect(screen.getByText('分类分：年老体弱党员')).toBeTruthy()
    expect(screen.getByText('第 1 版，1月起执行')).toBeTruthy()
  })

  it('sees twelve months, and what the points came from, each as a picture and in words', async () => {
    const phone = await branchPhone(oldZhao)
    await phone.db.monthFacts.bulkPut([
      fact('november'),
      fact('october', { month: '2026-10-01', onDay: '2026-10-09' }),
    ])
    const screen = await open(phone, '/points/year')
    const months = await screen.findByRole('table', { name: '每个月的积分' })
    const rows = within(months)
      .getAllByRole('row')
      .map(({ textContent }) => textContent)
    expect(rows).toHaveLength(11)
    expect(rows.slice(0, 3)).toEqual(['11月63 分', '10月63 分', '9月60 分'])
    const sources = screen.getByRole('table', { name: '分从哪里来' })
    expect(
      within(sources)
        .getAllByRole('row')
        .map(({ textContent }) => textContent),
    ).toEqual(['完成当月在家学习+6 分，2 次'])
  })

  it('is told so where the town has no rules yet', async () => {
    const phone = await branchPhone(oldZhao)
    await phone.db.ruleSets.clear()
    const screen = await open(phone, '/points')
    expect(await screen.findByText(/还没有公布积分办法/)).toBeTruthy()
  })
})

describe('a secretary with no signal', () => {
  it('finds everybody’s month counted already, and the others’ words beside it', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.monthFacts.put(fact('study'))
    await phone.db.monthWords.put(said)
    const screen = await open(phone, '/branch/points')
    const list = await screen.findByRole('list', { name: '每个人的积分' })
    const rows = within(list)
      .getAllByRole('link')
      .map(({ textContent }) => textContent)
    expect(rows).toEqual([
      expect.stringContaining('李国强在职60 分'),
      expect.stringContaining('林秀英在村务农(工)无职60 分'),
      expect.stringContaining('赵大山年老体弱 · 例外 1 条62 分'),
    ])
  })

  it('ticks who came late and says why once, and it waits to be sent for each', async () => {
    const phone = await branchPhone(secretaryLi)
    const screen = await open(phone, '/branch/points/say/late')
    await fireEvent.click(await screen.findByRole('checkbox', { name: '赵大山' }))
    await fireEvent.click(screen.getByRole('checkbox', { name: '林秀英' }))
    await fireEvent.click(screen.getByRole('button', { name: '给 2 位记下' }))
    expect(await screen.findAllByText('请写明原因，本人看得到。')).toHaveLength(2)
    expect(await phone.db.outbox.count()).toBe(0)
    await fireEvent.update(screen.getByLabelText('原因'), '主题党日来晚了')
    await fireEvent.click(screen.getByRole('button', { name: '给 2 位记下' }))
    await waitFor(async () => {
      expect(await phone.db.outbox.count()).toBe(2)
    })
    const words = await phone.db.monthWords.toArray()
    expect(words.map(({ memberId }) => memberId).sort()).toEqual([auntieLin, oldZhao])
    expect(words[0]).toMatchObject({ code: 'late', times: 1, reason: '主题党日来晚了' })
    expect(await screen.findAllByText('59.5 分')).toHaveLength(2)
  })

  it('goes on from what was said before, so that a second word does not undo the first unseen', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.monthWords.put(said)
    const screen = await open(phone, `/branch/points/say/late?for=${oldZhao}`)
    expect(await screen.findByText('现在按例外算 2 次：开会来晚。')).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('几次').value).toBe('2')
    expect(screen.getByLabelText<HTMLTextAreaElement>('原因').value).toBe('开会来晚')
    cleanup()
    const all = await open(phone, '/branch/points/say/late')
    expect(await all.findByRole('checkbox', { name: '赵大山（现在 2 次）' })).toBeTruthy()
  })

  it('reads a confirmed month as it stands now, corrections and all, and prints it so', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.monthSheets.put(sheet('published'))
    const corrected: MonthSheet = {
      ...handedIn,
      state: 'published',
      rows: handedIn.rows.map((row) => ({ ...row, baseTenths: 600 })),
    }
    const ask: Phone['ask'] = () => Promise.resolve(yes(corrected))
    const screen = await open({ ...phone, ask }, '/branch/points?month=2026-10')
    expect(await screen.findByRole('link', { name: /赵大山.*63 分/ })).toBeTruthy()
    cleanup()
    const paper = await open({ ...phone, ask }, '/branch/points/print?month=2026-10')
    expect(await paper.findByText(/正在公示，供支部存档，不张贴。/)).toBeTruthy()
    expect((await paper.findByText('赵大山')).parentElement?.textContent).toContain('603063')
  })

  it('takes a word back, and the facts speak again', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.monthFacts.put(fact('study'))
    await phone.db.monthWords.put({ ...said, code: 'home_study', times: 0, reason: '没学完' })
    const screen = await open(phone, `/branch/points/${oldZhao}`)
    expect(await screen.findByText('0 次 × +3 分 = 0 分')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '撤回这条例外' }))
    expect(await screen.findByText('1 次 × +3 分 = +3 分')).toBeTruthy()
    expect(await phone.db.monthWords.count()).toBe(2)
  })

  it('is offered only rules that exist for the member', async () => {
    const phone = await branchPhone(secretaryLi)
    const screen = await open(phone, `/branch/points/rules?for=${auntieLin}`)
    expect(await screen.findByRole('link', { name: /迟到或早退/ })).toBeTruthy()
    expect(screen.queryByRole('link', { name: /接受送学/ })).toBeNull()
  })

  it('prints the sheet with what the branch said', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.monthWords.put(said)
    const screen = await open(phone, '/branch/points/print')
    const rows = within(await screen.findByRole('table')).getAllByRole('row')
    expect(rows.at(-1)?.textContent).toContain('迟到或早退 −1（开会来晚）')
  })

  it('hands in a month that is over, after which nothing in it moves until it is taken back', async () => {
    const phone = await branchPhone(secretaryLi)
    const screen = await open(phone, '/branch/points?month=2026-10')
    await fireEvent.click(await screen.findByRole('button', { name: '上报' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('柳树村党支部10月，3 人')
    await fireEvent.click(within(dialog).getByRole('button', { name: '上报' }))
    expect(await screen.findByText('已上报，等镇里确认')).toBeTruthy()
    expect(screen.queryByRole('link', { name: /记一条例外/ })).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: '撤回来改' }))
    expect(await screen.findByRole('link', { name: /记一条例外/ })).toBeTruthy()
    expect((await phone.db.outbox.toArray()).map(({ name }) => name)).toEqual([
      'propose_month',
      'withdraw_month',
    ])
  })

  it('hands in no month that is going on, and writes no word into one that was handed in', async () => {
    const phone = await branchPhone(secretaryLi)
    const going = await open(phone, '/branch/points')
    await going.findByRole('link', { name: /记一条例外/ })
    expect(going.queryByRole('button', { name: '上报' })).toBeNull()
    going.unmount()
    await phone.db.monthSheets.put(sheet('proposed'))
    const saying = await open(phone, '/branch/points/say/late?month=2026-10')
    expect(await saying.findByText('这个月已经上报，不能再改。')).toBeTruthy()
  })

  it('reads why the town gave the month back', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.monthSheets.put(sheet('draft'))
    await phone.db.monthSteps.bulkPut([
      { ...step, id: asId('1'), step: 'proposed', takenAt: 1 },
      { ...step, id: asId('2'), step: 'returned', note: '林秀英的迟到对不上', takenAt: 2 },
    ])
    const screen = await open(phone, '/branch/points?month=2026-10')
    expect(await screen.findByText('镇里退回来了：林秀英的迟到对不上')).toBeTruthy()
  })

  it('spares an elder, and ends it again', async () => {
    const phone = await branchPhone(secretaryLi)
    await phone.db.monthWords.put(said)
    const screen = await open(phone, `/branch/points/exempt/${oldZhao}`)
    await fireEvent.click(await screen.findByRole('button', { name: '定为免扣' }))
    expect(await screen.findByText('请选是哪一种。')).toBeTruthy()
    await fireEvent.click(screen.getByLabelText('长期患病'))
    await fireEvent.click(screen.getByRole('button', { name: '定为免扣' }))
    expect(await screen.findByText(/2 次 × −0.5 分，支部已定免扣，不扣分/)).toBeTruthy()
    await fireEvent.click(await screen.findByRole('button', { name: '结束免扣' }))
    await waitFor(async () => {
      expect((await phone.db.baseExemptions.toArray())[0]?.untilDay).toBe('2026-11-22')
    })
  })

  it('who runs no branch is told whose sheet this is', async () => {
    const screen = await open(await branchPhone(auntieLin), '/branch/points')
    expect(await screen.findByText(/由本支部的书记和支委来核对/)).toBeTruthy()
  })
})

describe('the town’s clerk', () => {
  async function clerksPhone() {
    const phone = await branchPhone(auntieLin)
    await phone.db.appointments.put(appointed(auntieLin, 'town_staff', town))
    return phone
  }

  it('makes a rule dearer in a draft, sees what that changes, and publishes it from next month on', async () => {
    const phone = await clerksPhone()
    const screen = await open(phone, '/branch/rules')
    await fireEvent.click(await screen.findByRole('link', { name: /迟到或早退/ }))
    const points = await screen.findByLabelText('每次扣几分')
    await fireEvent.update(points, '一分')
    await fireEvent.click(screen.getByRole('button', { name: '存进草稿' }))
    expect(await screen.findByText(/请填分数/)).toBeTruthy()
    await fireEvent.update(points, '1')
    await fireEvent.click(screen.getByRole('button', { name: '存进草稿' }))
    const change = '改：迟到或早退（人人），每次 −0.5 分 → 迟到或早退（人人），每次 −1 分'
    expect(await screen.findByText(change)).toBeTruthy()

    await fireEvent.click(screen.getByRole('link', { name: /^公布/ }))
    await fireEvent.click(await screen.findByRole('button', { name: '公布' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '公布' }),
    )
    await waitFor(async () => {
      expect((await phone.db.outbox.toArray()).map(({ name }) => name)).toEqual([
        'edit_rule',
        'publish_rules',
      ])
    })
    const sets = await phone.db.ruleSets.toArray()
    expect(sets.map(({ status, version, fromMonth }) => [status, version, fromMonth])).toEqual(
      expect.arrayContaining([
        ['superseded', 1, '2026-01-01'],
        ['published', 2, '2026-12-01'],
      ]),
    )
  })

  it('adds a rule, drops another, and throws the draft away', async () => {
    const phone = await clerksPhone()
    const screen = await open(phone, '/branch/rules/edit')
    await fireEvent.click(await screen.findByLabelText(/奖励/))
    await fireEvent.update(screen.getByLabelText('做什么'), '救火')
    await fireEvent.update(screen.getByLabelText('每次加几分'), '5')
    await fireEvent.update(screen.getByLabelText('每月最多几分'), '3')
    await fireEvent.click(screen.getByRole('button', { name: '存进草稿' }))
    expect(await screen.findByText(/上限不能比一次的分数还小/)).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('每月最多几分'), '')
    await fireEvent.click(screen.getByRole('button', { name: '存进草稿' }))
    expect(await screen.findByText('新加：救火（人人），每次 +5 分')).toBeTruthy()

    await fireEvent.click(screen.getByRole('link', { name: /接受送学/ }))
    await fireEvent.click(await screen.findByRole('button', { name: '删掉这一条办法' }))
    expect(await screen.findByText('取消：接受送学并认可（年老体弱党员）')).toBeTruthy()

    await fireEvent.click(screen.getByRole('button', { name: '扔掉草稿' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '扔掉' }),
    )
    expect(await screen.findByText(/改了先存成草稿/)).toBeTruthy()
    expect(await phone.db.ruleSets.count()).toBe(1)
  })

  it('sees which branches have handed in, looks one through and confirms what was looked at', async () => {
    const phone = await clerksPhone()
    await phone.db.monthSheets.put(sheet('proposed'))
    const asked: unknown[] = []
    const ask: Phone['ask'] = (name, args) => {
      asked.push([name, args])
      return Promise.resolve(yes(handedIn))
    }
    const screen = await open({ ...phone, ask }, '/branch/months')
    await fireEvent.click(await screen.findByRole('link', { name: /柳树村党支部.*已上报/ }))
    const list = await screen.findByRole('list', { name: '支部记了例外的' })
    await waitFor(() => {
      expect(list.textContent).toBe(
        '赵大山 62 分基础 59，分类 3，奖励 0比上月 −23 分，「合格」变「提醒」迟到或早退 2 次 −1 分：10月5日，开会来晚（李国强）',
      )
    })
    expect(asked).toEqual([['month_sheet', { branchId: 'willow', month: '2026-10-01' }]])
    await fireEvent.click(screen.getByRole('button', { name: '确认' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('2 人，其中 1 人有支部记的例外')
    await fireEvent.click(within(dialog).getByRole('button', { name: '确认' }))
    await waitFor(async () => {
      expect((await phone.db.outbox.toArray()).map(({ name, args }) => [name, args])).toEqual([
        ['confirm_month', { branchId: 'willow', month: '2026-10-01', seen: 'what was seen' }],
      ])
    })
  })

  it('gives a month back only with a reason', async () => {
    const phone = await clerksPhone()
    const ask: Phone['ask'] = () => Promise.resolve(yes(handedIn))
    const screen = await open({ ...phone, ask }, '/branch/months/willow?month=2026-10')
    await fireEvent.click(await screen.findByRole('button', { name: '退回' }))
    expect(await screen.findByText('请写明为什么，支部好改。')).toBeTruthy()
    await fireEvent.update(screen.getByLabelText('为什么退回'), '对不上')
    await fireEvent.click(screen.getByRole('button', { name: '退回' }))
    await waitFor(async () => {
      expect((await phone.db.outbox.toArray())[0]?.args).toMatchObject({ note: '对不上' })
    })
  })

  it('is told to find a signal where there is none', async () => {
    const screen = await open(await clerksPhone(), '/branch/months/willow?month=2026-10')
    expect(await screen.findByText(/要有网才能看各支部的积分表/)).toBeTruthy()
  })

  it('goes on from what was published last, and everyone can read what is to come', async () => {
    const phone = await clerksPhone()
    await phone.db.ruleSets.put(
      ruleSet([{ ...late, tenths: -10 }, rule()], {
        ...{ id: asId('next'), orgId: town, version: 2, fromMonth: '2026-12-01' },
      }),
    )
    const desk = await open(phone, '/branch/rules')
    expect(await desk.findByText('第 2 版已公布，12月起执行；现在还按第 1 版')).toBeTruthy()
    await fireEvent.click(await desk.findByRole('link', { name: /迟到或早退/ }))
    expect((await desk.findByLabelText<HTMLInputElement>('每次扣几分')).value).toBe('1')
    desk.unmount()
    const screen = await open(phone, '/points/rules')
    expect(await screen.findByText('每次 −0.5 分')).toBeTruthy()
    await fireEvent.click(await screen.findByRole('link', { name: /12月起改用第 2 版/ }))
    expect(await screen.findByText('每次 −1 分')).toBeTruthy()
    expect(screen.getByText('第 2 版，12月起执行')).toBeTruthy()
  })

  it('changes what a month begins with', async () => {
    const phone = await clerksPhone()
    const screen = await open(phone, '/branch/rules/ceilings')
    await fireEvent.update(await screen.findByLabelText('每月基础分'), '50')
    expect(await screen.findByText('一个月满分 90 分。')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '存进草稿' }))
    expect(await screen.findByText('基础分由 60 分改为 50 分')).toBeTruthy()
  })
})
