import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  goOffline,
  newPhone,
  openBrowser,
  openFresh,
  signIn,
  small,
  untilSettled,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// The secretary looks for one pair of hands at the village gate. The elder says she comes, her helper stands in line
// behind her; the elder's knee hurts, the helper is asked, comes, is checked in by the code on her phone, and reads her hours.
describe('a morning at the village gate', () => {
  let town: Town
  let browser: Browser
  let elder: Page
  let helper: Page
  let secretary: Page

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    elder = await (await newPhone(browser, small)).newPage()
    await signIn(elder, town.url, town.people.elder, '最大')
    helper = await (await newPhone(browser)).newPage()
    await signIn(helper, town.url, town.people.helper)
    secretary = await (await newPhone(browser)).newPage()
    await signIn(secretary, town.url, town.people.secretary)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const fresh = (page: Page, path: string) => openFresh(page, `${town.url}${path}`)
  const shift = async () => {
    const [found] = await town.query<{ id: string }>(
      `select id from public.shifts where post = '修剪绿化'`,
    )
    return found?.id ?? ''
  }
  const standing = async () =>
    (
      await town.query<{ status: string }>(
        'select status from public.shift_signups where shift_id = $1 order by nth',
        [await shift()],
      )
    ).map(({ status }) => status)

  it('the secretary plans a shift for one, from what the branch did last', async () => {
    await fresh(secretary, '/branch')
    await secretary.getByRole('link', { name: /服务班次/ }).click()
    await secretary.getByRole('link', { name: '安排班次' }).click()
    await secretary.getByLabel('岗位').fill('')
    await secretary.getByRole('button', { name: '发布', exact: true }).click()
    await secretary.getByText('请写做什么。').waitFor()
    await secretary.getByLabel('岗位').fill('修剪绿化')
    for (let n = 0; n < 3; n += 1) await secretary.getByRole('button', { name: '少一人' }).click()
    await secretary.context().grantPermissions(['geolocation'])
    await secretary.context().setGeolocation({ latitude: 30.29512, longitude: 109.48632 })
    await secretary.getByRole('button', { name: '记下我现在站的地方' }).click()
    await secretary.getByText(/记下了，上下差/).waitFor()
    await secretary.getByRole('button', { name: '发布', exact: true }).click()
    await secretary.getByRole('link', { name: /修剪绿化/ }).waitFor()
    await untilSettled(secretary)
    expect(await shift()).not.toBe('')
  })

  it('the elder is in with two taps from the list', async () => {
    await fresh(elder, '/')
    await elder.getByRole('link', { name: /个班次缺人/ }).click()
    await elder.getByRole('link', { name: /修剪绿化/ }).click()
    const way = elder.getByRole('link', { name: /看地图怎么走/ })
    expect(await way.getAttribute('href')).toContain('geo:30.295120,109.486320?')
    await elder.getByRole('button', { name: /^报名/ }).click()
    await elder.getByText('报上了。').waitFor()
    expect(await standing()).toEqual(['held'])
  })

  it('the helper signs up with no signal, is promised nothing, and stands in line once there is one', async () => {
    await fresh(helper, `/shifts/${await shift()}`)
    await goOffline(helper)
    await helper.getByRole('button', { name: /^排队/ }).click()
    await helper.getByText('有网后才能确认').waitFor()
    expect(await standing()).toEqual(['held'])
    await helper.context().setOffline(false)
    await untilSettled(helper)
    await helper.getByText('正在排队，您排第 1。').waitFor()
    expect(await standing()).toEqual(['held', 'waiting'])
  })

  it('the elder cannot come, and the helper is asked and says yes', async () => {
    await elder.getByRole('button', { name: '来不了，退出' }).click()
    await elder.getByRole('dialog').getByRole('button', { name: '退出' }).click()
    await untilSettled(elder)
    await expect.poll(standing).toEqual(['left', 'offered'])
    await fresh(helper, '/')
    await helper.getByRole('link', { name: /修剪绿化.*轮到您了/ }).click()
    await helper.getByRole('button', { name: '确认来' }).click()
    await helper.getByText('报上了。').waitFor()
    expect(await standing()).toEqual(['left', 'held'])
  })

  it('on the day the secretary types the code from the helper’s phone', async () => {
    await town.query(
      `update public.shifts set on_day = private.today(), closes_on = private.today(), from_minute = 0, until_minute = 1440
       where id = $1`,
      [await shift()],
    )
    await town.query(
      'update public.shift_signups set on_day = private.today() where shift_id = $1',
      [await shift()],
    )
    await fresh(helper, `/shifts/${await shift()}`)
    await helper.getByRole('link', { name: /出示签到码/ }).click()
    await helper.getByRole('img', { name: '签到码' }).waitFor()
    const code = (await helper.getByText(/^\d{3} \d{3}$/).textContent()) ?? ''

    await fresh(secretary, `/shifts/${await shift()}/desk`)
    await secretary.getByRole('link', { name: /看签到码/ }).click()
    await secretary.getByLabel('签到码').fill('000000')
    await secretary.getByRole('button', { name: '签到', exact: true }).click()
    await secretary
      .getByText(/没有这个签到码/)
      .first()
      .waitFor()
    await secretary.getByLabel('签到码').fill(code)
    await secretary.getByRole('button', { name: '签到', exact: true }).click()
    await secretary.getByText('镇里核对过了，签到记下了。').waitFor()
    await expect.poll(standing).toEqual(['left', 'here'])
  })

  it('the secretary puts the phone on the table, where the helper finds nothing but her name, and goes home', async () => {
    const names = `/shifts/${await shift()}/desk/names`
    await fresh(secretary, `/shifts/${await shift()}/desk`)
    await secretary.getByRole('link', { name: /让大家自己点名字/ }).click()
    await secretary.getByLabel('四位数字').fill('25')
    await secretary.getByRole('button', { name: '锁上手机' }).click()
    await secretary.getByText('请写4位数字。').waitFor()
    await secretary.getByLabel('四位数字').fill('2580')
    await secretary.getByRole('button', { name: '锁上手机' }).click()
    await secretary.getByRole('heading', { name: '点自己的名字' }).waitFor()
    expect(await secretary.getByRole('navigation', { name: '主要页面' }).count()).toBe(0)

    // With no signal, through a reload, an address somebody types, and the way back: the list and nothing else.
    await goOffline(secretary)
    for (const path of ['/branch', '/me/leave', '/sign-in', names]) {
      await secretary.goto(`${town.url}${path}`)
      await secretary.getByRole('heading', { name: '点自己的名字' }).waitFor()
      expect(new URL(secretary.url()).pathname).toBe(names)
    }
    await secretary.goBack()
    await secretary.getByRole('heading', { name: '点自己的名字' }).waitFor()

    await secretary
      .getByRole('button', { name: new RegExp(`${town.people.helper.name}.*要走了点这里`) })
      .click()
    await secretary.getByRole('dialog').getByRole('button', { name: '是我，走了' }).click()
    await secretary.getByText('走了，辛苦了。').first().waitFor()
    await secretary.getByRole('link', { name: '负责人打开手机' }).click()
    await secretary.getByLabel('锁上时写的四位数字').fill('1111')
    await secretary.getByRole('button', { name: '打开', exact: true }).click()
    await secretary.getByText('数字不对。').waitFor()
    await secretary.getByLabel('锁上时写的四位数字').fill('2580')
    await secretary.getByRole('button', { name: '打开', exact: true }).click()
    await secretary.getByRole('heading', { name: '签到台' }).waitFor()
    await secretary.getByRole('navigation', { name: '主要页面' }).waitFor()
    await secretary.context().setOffline(false)
    await untilSettled(secretary)
    await expect.poll(standing).toEqual(['left', 'served'])
  })

  it('the secretary who forgot the digits opens the phone with the password', async () => {
    // Left open in another tab, with a question on it that would hold the page where it is.
    const other = await secretary.context().newPage()
    await other.goto(`${town.url}/branch/shifts/${town.people.shifts.comingId}`)
    await other.getByLabel('为什么取消').fill('下雨')
    await other.getByRole('button', { name: '取消这个班次' }).click()
    await other.getByRole('dialog').waitFor()

    await fresh(secretary, `/shifts/${await shift()}/desk/names`)
    await secretary.getByLabel('四位数字').fill('0852')
    await secretary.getByRole('button', { name: '锁上手机' }).click()
    await other.getByRole('heading', { name: '点自己的名字' }).waitFor()
    expect(await other.getByRole('dialog').count()).toBe(0)
    await other.close()
    await secretary.getByRole('link', { name: '负责人打开手机' }).click()
    await secretary.getByLabel('登录密码').fill('not-the-password')
    await secretary.getByRole('button', { name: '用密码打开' }).click()
    await secretary.getByText('密码不对。').waitFor()
    await secretary.getByLabel('登录密码').fill(town.people.secretary.password)
    await secretary.getByRole('button', { name: '用密码打开' }).click()
    await secretary.getByRole('heading', { name: '签到台' }).waitFor()
  })

  it('the next day the secretary puts her hours right with a reason, and both show on the helper’s phone', async () => {
    await town.query(
      'update public.shifts set on_day = on_day - 1, closes_on = closes_on - 1 where id = $1',
      [await shift()],
    )
    await town.query('update public.shift_signups set on_day = on_day - 1 where shift_id = $1', [
      await shift(),
    ])
    await fresh(secretary, `/shifts/${await shift()}/desk`)
    await secretary.getByRole('link', { name: new RegExp(town.people.helper.name) }).click()
    await secretary.getByLabel('几点来的').fill('08:00')
    await secretary.getByLabel('几点走的').fill('10:30')
    await secretary.getByRole('button', { name: '记下时间' }).click()
    await secretary.getByText('请写明为什么更正。').waitFor()
    await secretary.getByLabel('为什么更正').fill('签到晚了')
    await secretary.getByRole('button', { name: '记下时间' }).click()
    await secretary.getByText(/8:00 到了（补记），10:30 走了，2 小时 30 分/).waitFor()
    await untilSettled(secretary)
    await fresh(helper, `/shifts/${await shift()}`)
    await helper.getByText(/更正过：签到晚了。原来记的：/).waitFor()
    await fresh(helper, '/shifts/hours')
    await helper.getByRole('heading', { name: /年一共 2 小时 30 分/ }).waitFor()
    const facts = await town.query(
      `select 1 from public.month_facts where member_id = $1 and fact = 'shift_served'`,
      [town.people.helper.memberId],
    )
    expect(facts).toHaveLength(1)
  })

  it('the sheet of it is there to be printed', async () => {
    await secretary.goto(`${town.url}/shifts/${await shift()}/print`)
    await secretary.getByRole('cell', { name: town.people.helper.name }).waitFor()
    await secretary.getByRole('cell', { name: '10:30' }).waitFor()
  })
})
