import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, startOf } from '@/domain/day'
import { monthOf } from '@/domain/month'
import {
  newPhone,
  openBrowser,
  openFresh,
  signIn,
  small,
  untilSettled,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// A month in small: a theme day with a code at the door and a list, dues, a shift that changes hands, a villager who asks
// and is answered; a member who helps an elder, an elder with weak eyes, somebody far away, their secretary, the organiser
// of a shift, a villager with a plain browser.
// At the end the month sheet is filled, and nobody has typed a word into it.
describe('a month of a branch', () => {
  let town: Town
  let browser: Browser
  let secretary: Page
  let member: Page
  let elder: Page
  let away: Page
  let organiser: Page
  let villagersPhone: BrowserContext
  let villager: Page
  let meetingId = ''

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    elder = await (await newPhone(browser, small)).newPage()
    await signIn(elder, town.url, town.people.elder, '最大')
    member = await (await newPhone(browser)).newPage()
    await signIn(member, town.url, town.people.helper)
    away = await (await newPhone(browser)).newPage()
    await signIn(away, town.url, town.people.migrant)
    organiser = await (await newPhone(browser)).newPage()
    await signIn(organiser, town.url, town.people.keeper)
    secretary = await (await newPhone(browser)).newPage()
    await signIn(secretary, town.url, town.people.secretary)
    villagersPhone = await newPhone(browser)
    villager = await villagersPhone.newPage()
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const fresh = (page: Page, path: string) => openFresh(page, `${town.url}${path}`)
  const yes = (page: Page, name: string) =>
    page.getByRole('dialog').getByRole('button', { name }).click()
  const factsOf = async (memberId: string) =>
    (
      await town.query<{ fact: string }>(
        'select fact from public.month_facts where member_id = $1 and month = $2 order by fact',
        [memberId, monthOf(dayOf(Date.now()))],
      )
    ).map(({ fact }) => fact)

  it('holds its theme day: the member reads the code, the elder is put down as at home, the rest by list', async () => {
    const minute = Math.floor((Date.now() - startOf(dayOf(Date.now()))) / 60_000)
    const clock = (at: number) =>
      `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    await secretary.goto(`${town.url}/branch/meetings/new`)
    await secretary.getByRole('button', { name: '主题党日' }).click()
    await secretary.getByLabel('日子').fill(dayOf(Date.now()))
    await secretary.getByLabel('几点开始').fill(clock(Math.max(0, minute - 2)))
    await secretary.getByLabel('几点结束').fill(clock(Math.min(1439, minute + 60)))
    await secretary.getByRole('button', { name: '安排好了' }).click()
    await secretary.waitForURL(/\/branch\/meetings\/[0-9a-f-]{36}$/)
    meetingId = secretary.url().split('/').at(-1) ?? ''
    await untilSettled(secretary)
    await secretary.getByRole('link', { name: '出示签到码' }).click()
    const code = ((await secretary.getByText(/^\d{3} \d{3}$/).textContent()) ?? '').replace(' ', '')
    await fresh(member, `/meetings/${meetingId}/in`)
    await member.getByLabel('签到码').fill(code)
    await member.getByRole('button', { name: '签到' }).click()
    await member.waitForURL(new RegExp(`/meetings/${meetingId}$`))
    await untilSettled(member)

    await fresh(secretary, `/branch/meetings/${meetingId}/list`)
    await secretary.getByRole('button', { name: '年老体弱在家参加的' }).click()
    await secretary
      .getByRole('list', { name: '年老体弱在家参加的' })
      .getByText(town.people.elder.name)
      .click()
    await secretary
      .getByRole('list', { name: '没来的' })
      .getByText(town.people.migrant.name)
      .click()
    await secretary.getByRole('button', { name: '交名单' }).click()
    await yes(secretary, '交名单')
    await secretary.waitForURL(new RegExp(`/branch/meetings/${meetingId}$`))
    await untilSettled(secretary)
    expect(await factsOf(town.people.helper.memberId)).toContain('theme_day_attended')
    expect(await factsOf(town.people.elder.memberId)).toContain('theme_day_attended')
    expect(await factsOf(town.people.migrant.memberId)).toContain('theme_day_missed')
  })

  it('brings the study to an elder’s stove, who says herself that she has heard it', async () => {
    const { memberId } = town.people.helpedElder
    await fresh(member, `/helper/${memberId}/lesson`)
    await member.getByRole('list', { name: '学习内容' }).getByRole('button').first().click()
    await member.getByRole('radio', { name: /家/ }).first().check({ force: true })
    await member.getByRole('button', { name: /填好了/ }).click()
    await member.getByRole('button', { name: '我学了，认可' }).click()
    await untilSettled(member)
    await expect.poll(() => factsOf(memberId)).toContain('home_lesson')
  })

  it('pays its dues in one sitting', async () => {
    await fresh(secretary, '/branch/dues')
    await secretary.getByRole('button', { name: '全部选上' }).click()
    await secretary.getByRole('button', { name: /人都交了，共/ }).click()
    await yes(secretary, '都交了，记下')
    await secretary.getByText('记好了，本人手机上会看到。').waitFor()
    await fresh(elder, '/dues')
    await elder.getByText('到这个月都交清了。').waitFor()
  })

  it('has a shift for one: who is away finds somebody to come instead, and the elder waits in line', async () => {
    await fresh(secretary, '/branch/shifts/new')
    await secretary.getByLabel('岗位').fill('扫雪')
    for (let n = 0; n < 3; n += 1) await secretary.getByRole('button', { name: '少一人' }).click()
    await secretary.getByLabel('换一个人').fill(town.people.keeper.name)
    await secretary.getByRole('radio', { name: town.people.keeper.name }).check({ force: true })
    await secretary.getByRole('button', { name: '发布', exact: true }).click()
    await secretary.getByRole('link', { name: /扫雪/ }).waitFor()
    await untilSettled(secretary)
    const [found] = await town.query<{ id: string }>(
      `select id from public.shifts where post = '扫雪'`,
    )
    const path = `/shifts/${found?.id ?? ''}`
    const standing = () =>
      town.query<{ who: string; status: string }>(
        `select member_id as who, status from public.shift_signups where shift_id = $1 order by nth`,
        [found?.id],
      )

    await fresh(away, path)
    await away.getByRole('button', { name: /^报名/ }).click()
    await away.getByText('报上了。').waitFor()
    await fresh(elder, path)
    await elder.getByRole('button', { name: /^排队/ }).click()
    await elder.getByText('正在排队，您排第 1。').waitFor()
    await away.getByRole('link', { name: '请人顶班' }).click()
    await away.getByRole('button', { name: town.people.helper.name }).click()
    await yes(away, '请他来')
    await untilSettled(away)
    await fresh(member, path)
    await member.getByRole('button', { name: '答应' }).click()
    await member.getByText('报上了。').waitFor()
    await untilSettled(member)
    expect((await standing()).filter(({ status }) => status === 'held')).toEqual([
      { who: town.people.helper.memberId, status: 'held' },
    ])

    await town.query(
      `update public.shifts set on_day = private.today(), closes_on = private.today(), from_minute = 0, until_minute = 1440
       where id = $1`,
      [found?.id],
    )
    await town.query(
      'update public.shift_signups set on_day = private.today() where shift_id = $1',
      [found?.id],
    )
    await fresh(organiser, path)
    await organiser.getByRole('link', { name: '签到台' }).click()
    await organiser.getByRole('button', { name: `${town.people.helper.name}到了` }).click()
    await organiser.getByRole('button', { name: `${town.people.helper.name}走了` }).click()
    await untilSettled(organiser)
    await expect
      .poll(() => factsOf(town.people.helper.memberId), { timeout: 30_000 })
      .toContain('shift_served')
  })

  it('answers a villager who has no account, and who says that it was well done', async () => {
    await fresh(member, '/me/contact')
    await member.getByRole('img', { name: /的连心码/ }).waitFor()
    await villager.goto(`${town.url}/c#${town.people.duty.cardSecret}`)
    await villager.getByLabel('什么事').fill('屋檐结冰，怕掉下来')
    await villager.getByLabel('怎么称呼您').fill('桥头老孔')
    await villager.getByLabel('您的电话').fill('000-2000')
    await villager.getByRole('button', { name: '送出' }).click()
    await villager.getByText('已经送到，等着办').waitFor()
    await fresh(member, '/requests')
    await member.getByRole('link', { name: /屋檐结冰/ }).click()
    await member.getByRole('button', { name: '我来办' }).click()
    await member.getByLabel('回一句话').fill('敲掉了，您放心走')
    await member.getByRole('button', { name: '办结' }).click()
    await member.getByText('办结了，群众看得到您的回话。').waitFor()
    await untilSettled(member)
    await villager.goto(`${town.url}/c#${town.people.duty.cardSecret}`)
    await villager.getByRole('button', { name: /最近问的一件/ }).click()
    await villager.getByText('敲掉了，您放心走').waitFor()
    await villager.getByRole('radio', { name: '满意', exact: true }).check({ force: true })
    await villager.getByRole('button', { name: /就这么评/ }).click()
    await villager.getByText('谢谢您，评价已经记下。').waitFor()
  })

  it('and finds the month sheet filled, each line one tap from what it counts', async () => {
    await fresh(secretary, `/branch/points/${town.people.helper.memberId}`)
    await secretary.getByRole('link', { name: /参加主题党日：主题党日/ }).waitFor()
    await secretary.getByRole('link', { name: /服务班次：扫雪/ }).waitFor()
    await secretary.getByRole('link', { name: /群众的事办好了，评了满意/ }).waitFor()
    await secretary.goto(`${town.url}/branch/points/${town.people.migrant.memberId}`)
    await secretary.getByText(/没来，也没请假/).waitFor()
    expect(
      await town.query('select 1 from public.month_words where month = $1', [
        monthOf(dayOf(Date.now())),
      ]),
    ).toEqual([])
  })
})
