import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, startOf } from '@/domain/day'
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

// The branch holds its theme day. One reads the code at the door with no signal, one is sent it 900 km away, one has
// leave; the secretary ticks who is missing, too many, and what the phones say and what the list says come together.
describe('a theme day', () => {
  let town: Town
  let browser: Browser
  let secretary: Page
  let elder: Page
  let migrant: Page
  let helper: Page
  let meetingId: string
  let code: string

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    elder = await (await newPhone(browser, small)).newPage()
    await signIn(elder, town.url, town.people.elder, '最大')
    migrant = await (await newPhone(browser)).newPage()
    await signIn(migrant, town.url, town.people.migrant)
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
  const yes = (page: Page, name: string) =>
    page.getByRole('dialog').getByRole('button', { name }).click()
  const presence = async (memberId: string) => {
    const [row] = await town.query<{ said: string }>(
      `select presence || ' ' || how as said from private.attendance_at($1) where member_id = $2`,
      [meetingId, memberId],
    )
    return row?.said
  }
  const atDoor = (page: Page, typed: string) => page.getByLabel('签到码').fill(typed)

  it('is called by the secretary, from what the branch usually does', async () => {
    await secretary.goto(`${town.url}/branch/meetings`)
    await secretary.getByRole('link', { name: '安排一次活动' }).click()
    await secretary.getByRole('button', { name: '主题党日' }).click()
    const minute = Math.floor((Date.now() - startOf(dayOf(Date.now()))) / 60_000)
    const clock = (at: number) =>
      `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    await secretary.getByLabel('名称').fill('植树的主题党日')
    await secretary.getByLabel('日子').fill(dayOf(Date.now()))
    await secretary.getByLabel('几点开始').fill(clock(Math.max(0, minute - 2)))
    await secretary.getByLabel('几点结束').fill(clock(Math.min(1439, minute + 60)))
    await secretary.getByLabel('地点').fill('村口')
    await secretary.getByRole('button', { name: '安排好了' }).click()
    await secretary.waitForURL(/\/branch\/meetings\/[0-9a-f-]{36}$/)
    meetingId = secretary.url().split('/').at(-1) ?? ''
    await untilSettled(secretary)
    const [row] = await town.query<{ title: string }>(
      'select title from public.meetings where id = $1',
      [meetingId],
    )
    expect(row?.title).toBe('植树的主题党日')
  })

  it('one asks leave, the secretary finds it at home and says yes, and that is news to whoever asked', async () => {
    await fresh(helper, `/meetings/${meetingId}`)
    await helper.getByRole('link', { name: '请假' }).click()
    await helper.getByLabel('为什么不能来').fill('送孩子去医院')
    await helper.getByRole('button', { name: '请假' }).click()
    await helper.getByText('请假等支部答复：送孩子去医院').waitFor()
    await untilSettled(helper)
    await fresh(secretary, '/')
    await secretary.getByRole('link', { name: /1 个人请假，等支部答复/ }).click()
    await secretary.getByRole('button', { name: '准假' }).click()
    await untilSettled(secretary)
    await expect
      .poll(() => presence(town.people.helper.memberId), { timeout: 30_000 })
      .toBe('leave leave')
    await fresh(helper, '/me/notices')
    await helper.getByRole('link', { name: /植树的主题党日请的假，支部准了。/ }).click()
    await helper.waitForURL(`**/meetings/${meetingId}`)
    await helper.getByRole('heading', { level: 1 }).waitFor()
    await fresh(secretary, '/')
    expect(await secretary.getByText(/个人请假/).count()).toBe(0)
  })

  it('the door shows a code that changes with the minute', async () => {
    await secretary.goto(`${town.url}/branch/meetings/${meetingId}/door`)
    const shown = await secretary.getByText(/^\d{3} \d{3}$/).textContent()
    code = (shown ?? '').replace(' ', '')
    expect(code).toMatch(/^\d{6}$/)
    await secretary.getByRole('img', { name: '签到的码' }).waitFor()
  })

  it('with no signal the elder types it, and it waits on the phone', async () => {
    await fresh(elder, `/meetings/${meetingId}`)
    await elder.getByRole('link', { name: '签到' }).click()
    await elder.getByRole('heading', { name: '签到' }).waitFor()
    await goOffline(elder)
    await atDoor(elder, code)
    await elder.getByRole('button', { name: '签到' }).click()
    await elder.getByText('有网后由镇里核对签到码。').waitFor()
    expect(await presence(town.people.elder.memberId)).toBeUndefined()
  })

  it('a guess is refused in words, and the code that was sent counts from afar', async () => {
    await fresh(migrant, `/meetings/${meetingId}/in`)
    await atDoor(migrant, code === '111111' ? '222222' : '111111')
    await migrant.getByLabel('我在外地，远程参加').check({ force: true })
    await migrant.getByRole('button', { name: '签到' }).click()
    await migrant
      .getByText(/签到码不对，或者不是这次活动的/)
      .first()
      .waitFor()
    await fresh(migrant, `/meetings/${meetingId}/in`)
    await atDoor(migrant, code)
    await migrant.getByLabel('我在外地，远程参加').check({ force: true })
    await migrant.getByRole('button', { name: '签到' }).click()
    await expect
      .poll(() => presence(town.people.migrant.memberId), { timeout: 30_000 })
      .toBe('afar code')
  })

  it('the secretary ticks who is missing, the elder among them, and hands the list in', async () => {
    await fresh(secretary, `/branch/meetings/${meetingId}/list`)
    const missing = secretary.getByRole('list', { name: '没来的' })
    await missing.getByText(town.people.elder.name).click()
    await secretary.getByRole('button', { name: '交名单' }).click()
    await secretary.getByText(/没来 1 人/).waitFor()
    await yes(secretary, '交名单')
    await secretary.waitForURL(new RegExp(`/branch/meetings/${meetingId}$`))
    await untilSettled(secretary)
    expect(await presence(town.people.elder.memberId)).toBe('absent list')
    expect(await presence(town.people.secretary.memberId)).toBe('present list')
    expect(await presence(town.people.helper.memberId)).toBe('leave leave')
  })

  it('when her phone finds a signal the code proves that she was there', async () => {
    await elder.context().setOffline(false)
    await untilSettled(elder)
    await expect
      .poll(() => presence(town.people.elder.memberId), { timeout: 30_000 })
      .toBe('present code')
    await fresh(elder, '/points')
    await elder
      .getByRole('link', { name: /为什么是这些分/ })
      .first()
      .click()
    const line = elder.getByRole('link', { name: /参加主题党日：植树的主题党日/ })
    await line.click()
    await elder.waitForURL(new RegExp(`/meetings/${meetingId}$`))
  })

  it('what was handed in is put right only with a reason, and stays to be read', async () => {
    await fresh(secretary, `/branch/meetings/${meetingId}/members/${town.people.helper.memberId}`)
    await secretary.getByLabel('在家参加').check({ force: true })
    await secretary.getByLabel('为什么更正').fill('晚上在家补学了')
    await secretary.getByRole('button', { name: '更正' }).click()
    await untilSettled(secretary)
    expect(await presence(town.people.helper.memberId)).toBe('home correction')
    await fresh(helper, `/meetings/${meetingId}`)
    await helper.getByText('支部更正：晚上在家补学了').waitFor()
  })
})
