import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  newPhone,
  openBrowser,
  openFresh,
  signIn,
  small,
  untilSettled,
} from './support/hand-held.ts'
import { openTown, type Town } from './support/town.ts'

// A member takes on a post and puts a card at a neighbour's door. The neighbour, who has no account and wants none, asks;
// the line breaks, she taps twice, there is one request. It is passed on, done, and she says what she thinks of it.
describe('a card at the door', () => {
  let town: Town
  let browser: Browser
  let elder: Page
  let helper: Page
  let secretary: Page
  let villagersPhone: BrowserContext
  let villager: Page
  let card = ''

  beforeAll(async () => {
    ;[town, browser] = await Promise.all([openTown(), openBrowser()])
    elder = await (await newPhone(browser, small)).newPage()
    await signIn(elder, town.url, town.people.elder, '最大')
    helper = await (await newPhone(browser)).newPage()
    await signIn(helper, town.url, town.people.helper)
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
  const requestsOf = (words: string) =>
    town.query<{ id: string; status: string; memberId: string; rating: string | null }>(
      `select asked.id, asked.status, asked.member_id as "memberId", asked.rating
       from public.requests as asked join private.request_words as said using (id)
       where said.words like $1`,
      [`${words}%`],
    )

  it('the secretary decides on a post that the elder asked for', async () => {
    await fresh(secretary, `/branch/posts?of=${town.people.secretary.branchId}`)
    await secretary
      .getByRole('link', { name: new RegExp(`${town.people.elder.name}：文明新风岗`) })
      .click()
    await secretary.getByLabel('联系哪些户').fill('桥头三户')
    await secretary.getByRole('button', { name: '同意上岗' }).click()
    await secretary.getByText('在岗', { exact: true }).waitFor()
    await untilSettled(secretary)
    await fresh(elder, '/me/posts')
    await elder.getByText('联系户：桥头三户').waitFor()
    await elder.getByRole('link', { name: '打印责任书' }).click()
    await elder.getByText('本人签字').waitFor()
    await fresh(helper, '/posts')
    await helper.getByText(town.people.elder.name).waitFor()
  })

  it('and reviews the helper’s half-year, once, which she reads', async () => {
    await fresh(secretary, `/branch/posts/${town.people.duty.termId}`)
    await secretary.getByRole('radio', { name: '好', exact: true }).check({ force: true })
    await secretary.getByLabel('评语').fill('跑腿勤快')
    await secretary.getByRole('button', { name: '记下评议' }).click()
    await secretary.getByText(/跑腿勤快/).waitFor()
    await untilSettled(secretary)
    await fresh(helper, '/me/posts')
    await helper.getByText(/跑腿勤快/).waitFor()
  })

  it('the elder makes her card, with the largest words on a small phone, and prints it', async () => {
    await elder.goto(`${town.url}/me/contact`)
    await elder.getByRole('button', { name: '做连心卡' }).click()
    await elder
      .getByRole('img', { name: new RegExp(`${town.people.elder.name}的连心码`) })
      .waitFor()
    await elder.getByRole('button', { name: '打印' }).waitFor()
    const [link] = await town.query<{ secret: string }>(
      `select private.contact_secret(id) as secret from private.contact_links
       where member_id = $1 and revoked_at is null`,
      [town.people.elder.memberId],
    )
    card = link?.secret ?? ''
    expect(card).toHaveLength(24)
  })

  it('the secretary makes the cards that are missing, for the whole branch on one sheet', async () => {
    await fresh(secretary, `/branch/contact?of=${town.people.secretary.branchId}`)
    await secretary.getByRole('button', { name: /人做连心卡/ }).click()
    await yes(secretary, '做卡')
    await secretary.getByText('连心卡做好了，可以打印。').waitFor({ timeout: 60_000 })
    const [counted] = await town.query<{ links: number; members: number }>(
      `select count(distinct link.member_id)::int as links, count(distinct member.id)::int as members
       from public.members as member
       left join private.contact_links as link on link.member_id = member.id and link.revoked_at is null
       where member.branch_id = $1 and member.suspended_at is null and member.left_on is null`,
      [town.people.secretary.branchId],
    )
    expect(counted?.links).toBe(counted?.members)
    await expect
      .poll(() => secretary.getByRole('img', { name: /的连心码/ }).count())
      .toBe(counted?.members)
  })

  it('a neighbour opens it in a plain browser: nothing is installed, and little is fetched', async () => {
    let bytes = 0
    villager.on('response', (response) => {
      void response
        .request()
        .sizes()
        .then(({ responseBodySize }) => {
          bytes += responseBodySize
        })
        .catch(() => undefined)
    })
    await villager.goto(`${town.url}/c#${card}`)
    await villager.getByRole('heading', { name: town.people.elder.name, level: 1 }).waitFor()
    await villager.waitForTimeout(2500)
    expect(
      await villager.evaluate(
        async () => (await navigator.serviceWorker.getRegistrations()).length,
      ),
    ).toBe(0)
    expect(await villager.getByText('还没有登录').count()).toBe(0)
    expect(bytes).toBeLessThan(160 * 1024)
  })

  it('writes what it is about; with no signal the words stay, and two taps make one request', async () => {
    await villager.getByRole('button', { name: '送出' }).click()
    await villager.getByText('请写一写是什么事。').waitFor()
    await villager.getByLabel('什么事').fill('路灯坏了，晚上看不见')
    await villager.getByLabel('怎么称呼您').fill('孙大嫂')
    await villager.getByLabel('您的电话').fill('０００－３０００')
    const photo = await villager.screenshot({ type: 'jpeg', quality: 80 })
    await villager
      .locator('input[type=file]')
      .setInputFiles({ name: '路灯.jpg', mimeType: 'image/jpeg', buffer: photo })
    await villager.getByRole('img', { name: '选好的照片' }).waitFor()
    await villagersPhone.setOffline(true)
    await villager.getByRole('button', { name: '送出' }).click()
    await villager.getByText(/没有送到。您写的都还在/).waitFor()
    expect(await requestsOf('路灯')).toEqual([])

    // The town hears it, and the answer is lost on the way back.
    await villagersPhone.setOffline(false)
    await villager.route('**/rpc/send_request', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await villager.getByRole('button', { name: '送出' }).click()
    await villager.getByText(/没有送到/).waitFor()
    await villager.unroute('**/rpc/send_request')
    await villager.getByRole('button', { name: '送出' }).click()
    await villager.getByText('已经送到，等着办').waitFor()
    expect(await requestsOf('路灯')).toHaveLength(1)
    await villager.goto(`${town.url}/c#${card}`)
    await villager.getByRole('button', { name: /最近问的一件/ }).waitFor()
  })

  it('the elder finds it at home, passes it on; her phone holds no name and no number', async () => {
    await fresh(elder, '/')
    await elder.getByRole('link', { name: /新来 1 件/ }).click()
    await elder.getByRole('link', { name: /路灯坏了/ }).click()
    await elder.getByText('孙大嫂', { exact: true }).waitFor()
    await elder.getByRole('button', { name: '看照片' }).click()
    await elder.getByRole('img', { name: '带来的照片' }).waitFor()
    const stored = await elder.evaluate(async () => {
      const found: string[] = []
      for (const { name = '' } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const request = indexedDB.open(name)
          request.onsuccess = () => {
            resolve(request.result)
          }
        })
        for (const store of db.objectStoreNames) {
          const rows = await new Promise<unknown[]>((resolve) => {
            const request = db.transaction(store).objectStore(store).getAll()
            request.onsuccess = () => {
              resolve(request.result as unknown[])
            }
          })
          found.push(JSON.stringify(rows))
        }
        db.close()
      }
      return found.join('')
    })
    expect(stored).not.toContain('孙大嫂')
    expect(stored).not.toContain('晚上看不见')
    await elder.getByLabel('找人').fill(town.people.helper.name)
    await elder.getByRole('radio', { name: town.people.helper.name }).check({ force: true })
    await elder.getByRole('button', { name: /转过去/ }).click()
    await elder.getByText('转过去了，等对方接。').waitFor()
  })

  it('the helper accepts, notes what was said, and answers', async () => {
    await fresh(helper, '/')
    await helper.getByRole('link', { name: /转给您 1 件/ }).click()
    await helper.getByRole('link', { name: /路灯坏了/ }).click()
    await helper.getByRole('button', { name: '我来接' }).click()
    await helper.getByText('接过来了。').waitFor()
    await helper.getByLabel('说过什么、办到哪里').fill('报给电工了')
    await helper.getByRole('button', { name: '记下' }).click()
    await helper.getByText(/报给电工了/).waitFor()
    await helper.getByLabel('回一句话').fill('灯泡换好了')
    await helper.getByRole('button', { name: '办结' }).click()
    await helper.getByText('办结了，群众看得到您的回话。').waitFor()
    const [request] = await requestsOf('路灯')
    expect(request).toMatchObject({ status: 'done', memberId: town.people.helper.memberId })
  })

  it('the neighbour scans the card again, reads the answer and is satisfied, once', async () => {
    await villager.reload()
    await villager.getByRole('button', { name: /最近问的一件/ }).click()
    await villager.getByText('灯泡换好了').waitFor()
    expect(await villager.getByText('报给电工了').count()).toBe(0)
    await villager.getByRole('radio', { name: '满意', exact: true }).check({ force: true })
    await villager.getByLabel('想说的话').fill('<img src=x onerror=alert(1)>真快')
    await villager.getByRole('button', { name: /就这么评/ }).click()
    await villager.getByText('谢谢您，评价已经记下。').waitFor()
    await expect.poll(async () => (await requestsOf('路灯'))[0]?.rating).toBe('satisfied')
    const facts = await town.query(
      `select from public.month_facts where fact = 'request_satisfied' and member_id = $1`,
      [town.people.helper.memberId],
    )
    expect(facts).toHaveLength(1)
  })

  it('the secretary reads it all as words, closes what was made up; and the elder learns who looked', async () => {
    await fresh(secretary, `/branch/requests?of=${town.people.secretary.branchId}`)
    await secretary.getByRole('link', { name: /路灯坏了/ }).click()
    await secretary.getByText(/<img src=x onerror=alert\(1\)>真快/).waitFor()
    await secretary.goBack()
    await secretary.getByRole('link', { name: /降压药/ }).click()
    await secretary.getByLabel('为什么关闭').fill('重复了')
    await secretary.getByRole('button', { name: '关闭这件事' }).click()
    await yes(secretary, '关闭')
    await secretary.getByText('关闭了。').waitFor()
    await fresh(helper, '/me/looked')
    await helper
      .getByText(/看了群众找我的事/)
      .first()
      .waitFor()
  })

  it('the elder takes a new card, and the old one leads nowhere', async () => {
    await fresh(elder, '/me/contact')
    await elder.getByRole('button', { name: '换一张新卡' }).click()
    await yes(elder, '换新卡')
    await elder.getByText('连心卡做好了，可以打印。').waitFor()
    await villager.goto(`${town.url}/c#${card}`)
    await villager.reload()
    await villager.getByText(/没有这张卡/).waitFor()
    await villager.goto(`${town.url}/c#nonsense`)
    await villager.getByText(/没有这张卡/).waitFor()
  })
})

// Whoever has no account and no need for our page.
describe('a stranger with curl at the door that is open to anyone', () => {
  let town: Town

  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const call = async (name: string, body: unknown) => {
    const answer = await fetch(`${town.url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: answer.status, said: (await answer.json()) as Record<string, unknown> }
  }
  const count = async () => {
    const [row] = await town.query<{ n: number }>('select count(*)::int as n from public.requests')
    return row?.n
  }
  const secret = () =>
    btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
  const request = (more: object = {}) => ({
    ...{ card: town.people.duty.cardSecret, request_id: crypto.randomUUID(), follow: secret() },
    ...{ name: 'x', phone: '000-0000', words: '一件事', device: crypto.randomUUID() },
    ...more,
  })

  it('hears the same whatever is tried, and in about the same time', async () => {
    await town.query(
      `insert into private.contact_links (id, member_id, secret_hash, made_by, revoked_at, revoked_by)
       select gen_random_uuid(), member_id, sha256('revoked-secret-000000000'::bytea), member_id, now(), member_id
       from private.contact_links limit 1`,
    )
    const tried = ['', 'A'.repeat(24), 'revoked-secret-000000000', '%00', "' or 1=1 --", secret()]
    // The quickest of ten rounds each: whatever else the machine does, makes none of them quicker.
    const quickest = new Map<string, number>()
    for (let round = 0; round < 10; round++)
      for (const card of tried) {
        const before = performance.now()
        const answer = await call('public_card', { secret: card })
        const took = performance.now() - before
        expect(answer, card).toEqual({ status: 200, said: { refused: 'no-such-card' } })
        quickest.set(card, Math.min(quickest.get(card) ?? took, took))
      }
    for (const card of tried)
      expect((await call('send_request', request({ card }))).said).toEqual({
        refused: 'no-such-card',
      })
    const times = [...quickest.values()]
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(4)
  })

  it('reads no table and asks nothing that members ask', async () => {
    for (const name of ['my_requests', 'branch_requests', 'request_photo', 'contact_card']) {
      const answer = await call(name, name === 'my_requests' ? {} : { request_id: 'x' })
      expect(answer.status, name).toBeGreaterThanOrEqual(400)
      expect(answer.status, name).toBeLessThan(500)
    }
    for (const table of ['requests', 'duty_terms', 'duty_reviews', 'request_settings']) {
      const answer = await town.behind(`/rest/v1/${table}`)
      expect(await answer.json(), table).toEqual([])
    }
  })

  it('puts nothing in that is no request, and is never answered with a fault of ours', async () => {
    const before = await count()
    const script = '<script>alert(1)</script>'
    const bad: unknown[] = [
      request({ request_id: script }),
      request({ follow: script }),
      request({ phone: script }),
      request({ name: script }),
      request({ words: 'x'.repeat(501) }),
      request({ photo: script }),
      request({ photo: Buffer.from('%PDF-1.7 not a photo'.repeat(20)).toString('base64') }),
      request({ photo: Buffer.alloc(204_801, 1).toString('base64') }),
      request({ name: null, phone: null, words: null }),
      request({ name: 7, words: ['x'] }),
      request({ words: 'nul \u0000' }),
      request({ words: '\ud800 half' }),
      { ...request(), stray: 1 },
      '[]',
      '{',
      'null',
    ]
    for (const body of bad) {
      const { status, said } = await call('send_request', body)
      const about = JSON.stringify(body).slice(0, 90)
      expect(status, about).toBeLessThan(500)
      expect(said['ok'], about).toBeUndefined()
    }
    expect(
      (await call('send_request', JSON.stringify(request({ photo: 'A'.repeat(10_000_000) }))))
        .status,
    ).toBe(413)
    expect(await count()).toBe(before)
    // What is only words is kept as words.
    const follow = secret()
    expect((await call('send_request', request({ words: script, follow }))).said).toEqual({
      ok: true,
    })
    expect((await call('follow_request', { secret: follow })).said).toMatchObject({ words: script })
  })

  it('floods nobody: a device and a card have enough at some point, and it is said', async () => {
    const before = (await count()) ?? 0
    const device = crypto.randomUUID()
    const answers: unknown[] = []
    for (let times = 0; times < 7; times++)
      answers.push((await call('send_request', request({ device }))).said)
    expect(answers.slice(5)).toEqual([
      { refused: 'asked-enough-today' },
      { refused: 'asked-enough-today' },
    ])
    const many = await Promise.all(
      Array.from({ length: 40 }, () => call('send_request', request())),
    )
    expect(
      many.filter(({ said }) => said['refused'] === 'card-asked-enough').length,
    ).toBeGreaterThan(20)
    expect(((await count()) ?? 0) - before).toBeLessThanOrEqual(20)
  })
})
