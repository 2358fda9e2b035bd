import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '@/domain/day'
import { monthPath } from '@/domain/month'
import { demoComparisonId, demoQuarter } from '../../supabase/seed/comparison.ts'
import {
  goOffline,
  newPhone,
  openBrowser,
  openFresh,
  rowsStored,
  signIn,
  small,
  untilSettled,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// The secretary takes down a quarter that was put up with a wrong list, looks at it again, lifts somebody with a reason,
// puts it up. The helper is named; the member far away is not, reads why on his own phone, and nobody else can.
describe('the three comparisons', () => {
  let town: Town
  let browser: Browser
  let secretary: Page
  let helper: Page
  let migrant: Page
  const quarter = demoQuarter(dayOf(Date.now()))

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    secretary = await (await newPhone(browser)).newPage()
    await signIn(secretary, town.url, town.people.secretary)
    helper = await (await newPhone(browser)).newPage()
    await signIn(helper, town.url, town.people.helper)
    migrant = await (await newPhone(browser, small)).newPage()
    await signIn(migrant, town.url, town.people.migrant, '最大')
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  const fresh = (page: Page, path: string) => openFresh(page, `${town.url}${path}`)
  const standing = () =>
    town.query<{ id: string }>(
      `select id from public.comparisons where state = 'published' and branch_id = $1`,
      [town.people.secretary.branchId],
    )
  /** Somebody with no part in the story whom the measure puts into the second band of conduct. */
  const toLift = async () => {
    const [found] = await town.query<{ id: string; name: string }>(
      `select card.id, card.name
       from private.compare(private.people_compared($1), $2::date) as found
       join public.directory_cards as card on card.id = found.member_id
       where found.aspect = 'conduct' and found.band = 'met' and card.id <> all ($3)
       order by card.id limit 1`,
      [
        town.people.secretary.branchId,
        quarter,
        [town.people.migrant.memberId, town.people.secretary.memberId],
      ],
    )
    if (!found) throw new Error('nobody is left to lift')
    return found
  }

  it('the secretary takes down what was wrong, and the branch reads why', async () => {
    await fresh(secretary, '/branch')
    await secretary.getByRole('link', { name: /三比/ }).click()
    await secretary.getByText('已经公布，不再改。').waitFor()
    await secretary.getByRole('button', { name: '撤回', exact: true }).click()
    await secretary.getByText('请写为什么撤回。').waitFor()
    await secretary.getByLabel('为什么撤回').fill('培训的到会名单记错了')
    await secretary.getByRole('button', { name: '撤回', exact: true }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click()
    await secretary.getByText('可以公布了').waitFor()
    expect(await standing()).toEqual([])
    await fresh(helper, '/comparison')
    await helper.getByText('原因：培训的到会名单记错了').waitFor()
    expect(await rowsStored(helper, 'comparisonMarks')).toEqual([])
    expect(await rowsStored(helper, 'comparisonResults')).toEqual([])
  })

  it('lifts one with a reason, and puts the quarter up', async () => {
    // The list is put right: the member far away was at neither.
    await town.query(
      `insert into public.attendance_marks
         (id, meeting_id, member_id, branch_id, presence, how, reason, marked_by, marked_at)
       select gen_random_uuid(), meeting_id, member_id, branch_id, 'absent', 'correction', '核对了签到表', marked_by, now()
       from public.attendance_marks where member_id = $1 and presence = 'afar' and marked_at < $2::date + 92`,
      [town.people.migrant.memberId, quarter],
    )
    const lifted = await toLift()
    await fresh(secretary, '/branch/comparison')
    await secretary.getByRole('link', { name: new RegExp(lifted.name) }).click()
    await secretary.getByLabel('提到「突出」的原因').fill('一直照看村里的孤寡老人')
    await secretary.getByRole('link', { name: '返回' }).click()
    await secretary.getByText('您提了 1 项，公布的时候一起算。').waitFor()
    await secretary.getByRole('button', { name: '公布', exact: true }).click()
    await secretary.getByRole('dialog').getByRole('button', { name: '公布' }).click()
    await secretary.getByText('已经公布，不再改。').waitFor()
    const [put] = await standing()
    expect(put?.id).toBeDefined()
    expect(put?.id).not.toBe(demoComparisonId)
    expect(
      await town.query(
        `select aspect, lift_reason from public.comparison_results where member_id = $1 and lift_reason <> ''`,
        [lifted.id],
      ),
    ).toEqual([{ aspect: 'conduct', lift_reason: '一直照看村里的孤寡老人' }])
    await secretary.goto(`${town.url}/comparison?quarter=${monthPath(quarter)}`)
    await secretary
      .getByRole('list', { name: '作风突出' })
      .getByText(lifted.name, { exact: true })
      .waitFor()
  })

  it('who is named reads it from a line at home', async () => {
    await fresh(helper, '/')
    await helper.getByRole('link', { name: /三比公布了/ }).click()
    await helper
      .getByRole('list', { name: '贡献突出' })
      .getByText(town.people.helper.name, { exact: true })
      .waitFor()
    await helper.getByText('走访', { exact: true }).waitFor()
  })

  it('who is not named reads it without a signal, with what would lift it', async () => {
    await fresh(migrant, '/')
    await goOffline(migrant)
    await migrant.getByRole('link', { name: /三比公布了/ }).click()
    await migrant.getByRole('heading', { name: '比学习' }).waitFor()
    await migrant.getByText('还差一点').first().waitFor()
    await migrant.getByText(/^再学 .*就做到了。$/).waitFor()
    const named = await migrant.getByRole('list').allTextContents()
    expect(named.join(' ')).not.toContain(town.people.migrant.name)
    await migrant.context().setOffline(false)
    await untilSettled(migrant)
  })

  it('nobody else has his bands on their phone, and there is nothing they could be read from', async () => {
    for (const page of [helper, secretary]) {
      await fresh(page, '/')
      const rows = await rowsStored<{ memberId: string }>(page, 'comparisonResults')
      expect(new Set(rows.map(({ memberId }) => memberId)).size).toBe(1)
      const marks = await rowsStored<{ memberId: string }>(page, 'comparisonMarks')
      expect(marks.length).toBeGreaterThan(0)
      expect(marks.map(({ memberId }) => memberId)).not.toContain(town.people.migrant.memberId)
    }
    await fresh(migrant, '/me/looked')
    await migrant.getByText(/看了我的三比/).waitFor()
  })

  it('plates for the doors of those ticked come out one to a sheet, on their side', async () => {
    await fresh(secretary, `/branch/contact/plates?of=${town.people.secretary.branchId}`)
    const { elder } = town.people
    for (const { name } of [elder, town.people.helper, town.people.migrant])
      await secretary.getByRole('checkbox', { name, exact: true }).check()
    await secretary.getByRole('checkbox', { name: /印上连心码/ }).check()
    await secretary.getByRole('region', { name: `${elder.name}的门牌` }).waitFor()
    await secretary
      .getByRole('img', { name: `${town.people.helper.name}的连心码，用手机扫` })
      .waitFor()
    const paper = (await secretary.pdf({ preferCSSPageSize: true })).toString('latin1')
    const boxes = [...paper.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
    expect(boxes).toHaveLength(3)
    for (const [, width, height] of boxes) {
      expect(Math.round(Number(width))).toBe(842)
      expect(Math.round(Number(height))).toBe(595)
    }
  })
})
