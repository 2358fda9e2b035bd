import { fireEvent, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import {
  open,
  pineSlope,
  post,
  registerPhone,
  secretaryLi,
  today,
  townZhou,
  wangXiulan,
  willow,
  zhaoDashan,
} from './village'

const outbox = async (phone: Awaited<ReturnType<typeof registerPhone>>) =>
  (await phone.db.outbox.toArray()).map(({ name, args }) => ({ name, args }))

describe('a secretary with no signal', () => {
  it('opens the own branch at once and sees how many are in it', async () => {
    const screen = await open(await registerPhone(secretaryLi), '/branch')
    expect(await screen.findByRole('heading', { level: 1, name: '柳树村党支部' })).toBeTruthy()
    expect(await screen.findByText('3 人')).toBeTruthy()
    expect(screen.getByRole('link', { name: /学习安排/ }).getAttribute('href')).toBe(
      '/branch/study?of=willow',
    )
    expect(screen.getByRole('link', { name: /在家帮学/ })).toBeTruthy()
  })

  it('finds a member by initials, and is told why accounts are not to be seen', async () => {
    const screen = await open(await registerPhone(secretaryLi), '/branch/members')
    await screen.findByText('赵大山')
    await fireEvent.update(screen.getByLabelText('找人'), 'wx')
    await waitFor(() => {
      expect(screen.queryByText('赵大山')).toBeNull()
    })
    expect(screen.getByText('王秀兰')).toBeTruthy()
    expect(screen.getByText('现在没有网，账号情况要有网才看得到。')).toBeTruthy()
  })

  it('narrows the list to one category, named in words', async () => {
    const screen = await open(await registerPhone(secretaryLi), '/branch/members')
    await fireEvent.click(await screen.findByRole('button', { name: '年老体弱 1' }))
    expect(
      within(screen.getByRole('list', { name: '党员' })).getAllByRole('listitem'),
    ).toHaveLength(1)
  })

  it('registers a member, is asked first, and the name is in the list before anything is sent', async () => {
    const phone = await registerPhone(secretaryLi)
    const screen = await open(phone, '/branch/members/new')
    await fireEvent.update(await screen.findByLabelText('姓名'), '孙小梅')
    expect(screen.getByLabelText<HTMLInputElement>('拼音字头').value).toBe('sxm')
    await fireEvent.click(screen.getByRole('button', { name: '登记' }))
    expect(screen.getByText('请选出生的日子。')).toBeTruthy()
    await fireEvent.click(screen.getByLabelText('女'))
    await fireEvent.update(screen.getByLabelText('出生日期'), '1990-05-01')
    await fireEvent.update(screen.getByLabelText('入党日期'), '2015-07-01')
    await fireEvent.click(screen.getByLabelText('在村务农(工)无职'))
    await fireEvent.click(screen.getByRole('button', { name: '登记' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '登记' }),
    )
    await waitFor(async () => {
      expect(await phone.db.directoryCards.where({ branchId: willow }).count()).toBe(4)
    })
    expect((await outbox(phone))[0]).toMatchObject({
      name: 'register_member',
      args: {
        name: '孙小梅',
        pinyin: 'sxm',
        branchId: 'willow',
        category: 'village',
        fromDay: today,
      },
    })
  })

  it('comes back to a half-filled form as it was left', async () => {
    const phone = await registerPhone(secretaryLi)
    const first = await open(phone, '/branch/members/new')
    await fireEvent.update(await first.findByLabelText('姓名'), '孙小梅')
    first.unmount()
    await waitFor(async () => {
      expect(await phone.db.drafts.count()).toBe(1)
    })
    const again = await open(phone, '/branch/members/new')
    await waitFor(() => {
      expect(again.getByLabelText<HTMLInputElement>('姓名').value).toBe('孙小梅')
    })
  })

  it('names a helper for an elder and may end it, each after one plain question', async () => {
    const phone = await registerPhone(secretaryLi)
    const screen = await open(phone, `/branch/members/${wangXiulan}/helpers`)
    await fireEvent.click(await screen.findByRole('button', { name: /赵大山/ }))
    expect(await screen.findByText(/请赵大山帮王秀兰学习/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '指定' }))
    await fireEvent.click(await screen.findByRole('button', { name: '结束赵大山的帮学' }))
    await fireEvent.click(await screen.findByRole('button', { name: '结束' }))
    await waitFor(async () => {
      expect((await outbox(phone)).map(({ name }) => name)).toEqual(['name_helper', 'end_helper'])
    })
    expect((await phone.db.elderHelpers.toArray())[0]).toMatchObject({
      elderId: wangXiulan,
      helperId: zhaoDashan,
      untilDay: today,
    })
  })

  it('may not decide a category: the page says whose matter it is', async () => {
    const screen = await open(
      await registerPhone(secretaryLi),
      `/branch/members/${wangXiulan}/category`,
    )
    expect(await screen.findByText('这件事不归您办，请找支部书记或者镇党委。')).toBeTruthy()
  })

  it('gives a post of the own branch and takes it back', async () => {
    const phone = await registerPhone(secretaryLi)
    const screen = await open(phone, `/branch/members/${zhaoDashan}/posts`)
    await fireEvent.click(await screen.findByLabelText('支委'))
    expect(screen.queryByLabelText('支部书记')).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: '任职' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '任职' }),
    )
    await fireEvent.click(await screen.findByRole('button', { name: '结束支委任职' }))
    await fireEvent.click(await screen.findByRole('button', { name: '结束' }))
    await waitFor(async () => {
      expect(await phone.db.appointments.where({ memberId: zhaoDashan }).toArray()).toMatchObject([
        { orgId: willow, role: 'branch_committee', untilDay: today },
      ])
    })
  })
})

describe('someone from the town', () => {
  it('chooses a branch under its area first', async () => {
    const screen = await open(await registerPhone(townZhou), '/branch')
    expect(await screen.findByRole('heading', { name: '东片总支' })).toBeTruthy()
    expect(screen.getByRole('link', { name: '松坡村党支部' }).getAttribute('href')).toBe(
      `/branch?of=${pineSlope}`,
    )
  })

  it('changes a category with its basis, and the old one stays to be read', async () => {
    const phone = await registerPhone(townZhou)
    const screen = await open(phone, `/branch/members/${wangXiulan}/category`)
    await fireEvent.click(await screen.findByLabelText('贫困'))
    await fireEvent.update(screen.getByLabelText('依据'), '11月支部大会讨论通过')
    await fireEvent.click(screen.getByRole('button', { name: '调整' }))
    expect(await screen.findByText(/从「年老体弱」改为「贫困」/)).toBeTruthy()
    await fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '调整' }))
    const list = await screen.findByRole('list', { name: '类别变动' })
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toMatchObject([expect.stringContaining('贫困'), expect.stringContaining('年老体弱')])
  })

  it('keeps a category by a new decision without calling it a change', async () => {
    const screen = await open(
      await registerPhone(townZhou),
      `/branch/members/${wangXiulan}/category`,
    )
    await fireEvent.click(await screen.findByLabelText('年老体弱'))
    await fireEvent.update(screen.getByLabelText('依据'), '一年一次的认定')
    await fireEvent.click(screen.getByRole('button', { name: '调整' }))
    expect(await screen.findByText(/王秀兰仍定为「年老体弱」/)).toBeTruthy()
  })

  it('moves a member to another branch', async () => {
    const phone = await registerPhone(townZhou)
    const screen = await open(phone, `/branch/members/${zhaoDashan}/transfer`)
    await fireEvent.click(await screen.findByLabelText(/松坡村党支部/))
    await fireEvent.update(screen.getByLabelText('原因'), '搬家')
    await fireEvent.click(screen.getByRole('button', { name: '转接' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '转接' }),
    )
    await waitFor(async () => {
      expect((await phone.db.directoryCards.get(zhaoDashan))?.branchId).toBe(pineSlope)
    })
    expect(await phone.db.branchTransfers.count()).toBe(1)
  })
})

describe('a member', () => {
  it('writes the own promise and stops sharing the number', async () => {
    const phone = await registerPhone(wangXiulan)
    await phone.db.directoryCards.update(wangXiulan, { phone: '10000001111' })
    const screen = await open(phone, '/me/card')
    await fireEvent.update(await screen.findByLabelText('承诺'), '谁家孩子没人看，送到我家来。')
    await fireEvent.click(screen.getByLabelText(/不公开/))
    await fireEvent.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(async () => {
      expect(await phone.db.directoryCards.get(wangXiulan)).toMatchObject({
        phone: null,
        promise: '谁家孩子没人看，送到我家来。',
      })
    })
    expect(screen.queryByLabelText('姓名')).toBeNull()
  })
})

describe('a stationed cadre', () => {
  it('reads a record and finds nothing to press that would change it', async () => {
    const phone = await registerPhone(zhaoDashan)
    await phone.db.appointments.put(post(zhaoDashan, willow, 'stationed_cadre'))
    const screen = await open(phone, `/branch/members/${wangXiulan}`)
    expect(await screen.findByText('10000001111')).toBeTruthy()
    expect(screen.queryByRole('link', { name: /修改|调整|转接|任职|账号/ })).toBeNull()
  })
})
