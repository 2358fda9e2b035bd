import { strToU8, zipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goOffline, newPhone, openBrowser, signIn, untilSettled } from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

const title = '冬天取暖要通风'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The smallest Word file that Word itself would open: one heading and two paragraphs. */
function wordFile(): Buffer {
  const paragraph = (text: string, style = '') =>
    `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packages = 'http://schemas.openxmlformats.org/package/2006'
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordType}.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${main}"><w:body>${paragraph(title, 'Heading1')}${paragraph('烧炉子的屋子，每天要开窗三次。')}${paragraph('&lt;script&gt;alert(1)&lt;/script&gt;烟筒要常看。')}</w:body></w:document>`,
  }
  const zipped = zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  )
  return Buffer.from(zipped)
}

// The secretary writes it, a helper brings it home, and it counts for the elder.
describe('a lesson on its way from the secretary’s desk to an elder’s stove', () => {
  let town: Town
  let browser: Browser
  let desk: Page
  let home: Page
  let lessonPath = ''

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    desk = await (await newPhone(browser)).newPage()
    await signIn(desk, town.url, town.people.secretary)
    home = await (await newPhone(browser)).newPage()
    await signIn(home, town.url, town.people.helper)
  })
  afterAll(async () => {
    await browser.close()
    await town.close()
  })

  it('is taken from a Word file; a file that is none is refused in plain words', async () => {
    await desk.goto(`${town.url}/branch/study/new`)
    const picker = desk.locator('input[type=file]').first()
    await picker.setInputFiles({
      name: '通知.docx',
      mimeType: wordType,
      buffer: Buffer.from('not a zip at all'),
    })
    await desk
      .getByText(/不是|打不开|坏/)
      .first()
      .waitFor()

    await picker.setInputFiles({ name: '取暖.docx', mimeType: wordType, buffer: wordFile() })
    await expect
      .poll(() => desk.getByRole('textbox', { name: '正文' }).inputValue(), { timeout: 20_000 })
      .toContain('每天要开窗三次')
    await desk.getByLabel('标题', { exact: true }).fill(title)
    await desk.getByLabel('一句话说说讲什么').fill('烧炉子的人家要看')
    await desk.getByRole('button', { name: '保存', exact: true }).click()
    await desk.getByRole('heading', { level: 1, name: title }).waitFor()
    lessonPath = new URL(desk.url()).pathname
  })

  it('is published and given to the whole branch', async () => {
    await desk.getByRole('button', { name: /^发布/ }).click()
    await desk.getByRole('dialog').getByRole('button', { name: /^发布/ }).click()
    // Leaving the page at the very moment of the tap may be quicker than the phone notes it down.
    await desk.getByText('已发布').first().waitFor()
    await desk.goto(`${town.url}${lessonPath}/assign`)
    await desk.getByRole('button', { name: /^布置给 \d+ 人$/ }).click()
    await desk.getByText('已布置').first().waitFor()
    await untilSettled(desk)
  })

  it('reaches the helper’s phone, and shows its text and no script', async () => {
    await home.reload()
    await untilSettled(home)
    await home.goto(`${town.url}${lessonPath.replace('/branch', '')}`)
    await home.getByText('每天要开窗三次').waitFor()
    expect(await home.locator('main script').count()).toBe(0)
    await home.getByText('烟筒要常看').waitFor()
  })

  it('is brought home with no signal, and the elder presses the button herself', async () => {
    await goOffline(home)
    await home.goto(`${town.url}/helper/${town.people.helpedElder.memberId}/lesson`)
    await home.getByRole('button', { name: new RegExp(title) }).click()
    await home.getByRole('radio', { name: /家/ }).first().check({ force: true })
    await home.getByRole('button', { name: /填好了/ }).click()
    await home.getByRole('button', { name: '我学了，认可' }).click()
    await home.getByText('已记在手机里').first().waitFor()
    await home.context().setOffline(false)
    await untilSettled(home)
  })

  it('counts as the elder’s own study, once, and the secretary sees how', async () => {
    const rows = await town.query<{ source: string }>(
      `select source from public.study_progress where member_id = $1 and material_id = $2 and finished_at is not null`,
      [town.people.helpedElder.memberId, lessonPath.split('/').at(-1)],
    )
    expect(rows).toEqual([{ source: 'helper' }])
    await desk.goto(`${town.url}${lessonPath}/progress`)
    await desk.getByText('家里帮学').first().waitFor({ timeout: 60_000 })
  })
})
