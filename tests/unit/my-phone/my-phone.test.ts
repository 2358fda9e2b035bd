import { cleanup, fireEvent, screen, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { browserOf, currentTextSize, readTextSize } from '@/features/my-phone'
import { guides } from '@/features/my-phone/guides'
import { wordsTyped } from '@/features/my-phone/notices'
import InstallPage from '@/features/my-phone/pages/InstallPage.vue'
import NoticesPage from '@/features/my-phone/pages/NoticesPage.vue'
import StoragePage from '@/features/my-phone/pages/StoragePage.vue'
import TextSizePage from '@/features/my-phone/pages/TextSizePage.vue'
import WelcomePage from '@/app/pages/WelcomePage.vue'
import { asId } from '@/domain/id'
import { freshStore, now, phoneOfAuntieWang, show, twoActsUnsent } from '../app/village'

afterEach(() => {
  cleanup()
  delete document.documentElement.dataset['textSize']
})

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the size of the text', () => {
  it('is chosen by an elder at the first start, seen at once, and kept', async () => {
    const device = freshStore()
    const { router } = await show(WelcomePage, { device, path: '/welcome?to=/activate' })
    await fireEvent.click(screen.getByRole('radio', { name: '最大' }))
    expect(currentTextSize()).toBe('largest')
    expect(await readTextSize(device)).toBeUndefined()
    await press('就用这个字号')
    await waitFor(() => {
      expect(router.currentRoute.value.path).toBe('/activate')
    })
    expect(await readTextSize(device)).toBe('largest')
  })

  it('is changed later under 我的', async () => {
    const device = freshStore()
    await show(TextSizePage, { device })
    await fireEvent.click(screen.getByRole('radio', { name: '特大' }))
    await waitFor(async () => {
      expect(await readTextSize(device)).toBe('larger')
    })
  })
})

async function withOneRecording() {
  const phone = await phoneOfAuntieWang()
  const materialId = asId<'materials'>('m')
  const about = {
    topic: 'health',
    title: '防跌倒',
    summary: '',
    minutes: 5,
    fromDay: null,
    untilDay: null,
  } as const
  await phone.db.materials.put({
    ...{
      ...about,
      id: materialId,
      orgId: asId('willow'),
      status: 'published',
      authorId: asId('secretary-li'),
    },
    ...{ publishedAt: now, editedAt: now, questionCount: 0 },
  })
  await phone.db.materialFiles.put({
    ...{ id: asId('f'), materialId, kind: 'audio', path: 'p', mime: 'audio/mpeg' },
    ...{ bytes: 3_355_443, seconds: 60, name: '录音' },
  })
  await phone.db.files.put({
    ...{ id: asId('f'), path: 'p', mime: 'audio/mpeg', bytes: 3_355_443, received: 3_355_443 },
    ...{ state: 'here', savedAt: now, evenOnMobile: false },
  })
  return phone
}

describe('what is on this phone', () => {
  it('is shown with its size and with what is not handed in', async () => {
    const phone = await withOneRecording()
    await twoActsUnsent(phone)
    await show(StoragePage, { phone, device: freshStore() })
    expect(await screen.findByText('1 个 · 3.2 兆')).toBeTruthy()
    expect(screen.getByText('2 条，有网会自动交')).toBeTruthy()
    expect(await screen.findByText('用了 100 兆，还能放 900 兆')).toBeTruthy()
  })

  it('is removed only after a question with the numbers in it', async () => {
    const phone = await withOneRecording()
    await show(StoragePage, { phone, device: freshStore() })
    await fireEvent.click(await screen.findByRole('button', { name: '全部删除' }))
    const dialog = await screen.findByRole('dialog', { name: '全部删除？' })
    expect(dialog.textContent).toContain('1 个录音和图片，一共 3.2 兆')
    expect(phone.removed).toEqual([])
    const [, sure] = screen.getAllByRole('button', { name: '全部删除' })
    if (sure) await fireEvent.click(sure)
    expect(phone.removed).toEqual(['all'])
  })
})

describe('notices', () => {
  it('are kept after they are read, and give back what was typed into a refused act', async () => {
    const phone = await phoneOfAuntieWang()
    const args = { ...{ memberId: asId<'members'>('x'), reason: '搬到县城去了' } }
    await phone.db.notices.add({
      ...{ kind: 'refused', at: now, read: false, say: '停用账号没有通过。' },
      act: { name: 'suspend_member', args, code: 'not-allowed' },
    })
    await show(NoticesPage, { phone })
    expect(await screen.findByText('您当时写的：搬到县城去了')).toBeTruthy()
    await press('1 条都看过了')
    expect(await screen.findByText('看过')).toBeTruthy()
    expect(screen.getByText('停用账号没有通过。')).toBeTruthy()
  })

  it('are cleared only when the person says so', async () => {
    const phone = await phoneOfAuntieWang()
    await phone.db.notices.add({ kind: 'word', at: now, read: true, say: '一条', act: null })
    await show(NoticesPage, { phone })
    await fireEvent.click(await screen.findByRole('button', { name: '清空通知' }))
    await screen.findByRole('dialog')
    await press('清空 1 条')
    expect(await screen.findByText('还没有通知。')).toBeTruthy()
  })

  it('never show an id as if it were someone’s words', () => {
    expect(wordsTyped({ id: 'f3b1', day: '2026-11-22', note: '路不好走', n: 4 })).toEqual([
      '路不好走',
    ])
  })
})

describe('putting it on the home screen', () => {
  const android =
    'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/79 Mobile Safari/537.36'
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 14_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'
  it.each([
    [`${android} MicroMessenger/8.0`, 'wechat'],
    [`${iphone} MicroMessenger/8.0 Safari/604.1`, 'wechat'],
    [`${android} HuaweiBrowser/12`, 'huawei'],
    [`${android} XiaoMi/MiuiBrowser/14`, 'xiaomi'],
    [`${android} UCBrowser/13`, 'uc'],
    [`${android} MQQBrowser/12`, 'qq'],
    [`${iphone} Version/14.0 Safari/604.1`, 'ios-safari'],
    [`${iphone} CriOS/120 Safari/604.1`, 'ios-other'],
    [android, 'android-chrome'],
    ['Mozilla/5.0 (X11; Linux x86_64) Gecko Firefox/130', 'other'],
  ])('knows %s', (userAgent, browser) => {
    expect(browserOf(userAgent)).toBe(browser)
  })

  it('in WeChat begins with opening a real browser', () => {
    expect(guides.wechat.steps.join()).toContain('在浏览器打开')
  })

  it('lets a person say that it is another browser', async () => {
    await show(InstallPage)
    await press('我用的不是这个')
    await press('微信')
    expect(screen.getByRole('heading', { name: '您用的是微信' })).toBeTruthy()
    expect(screen.getByRole('img', { name: /右上角/ })).toBeTruthy()
  })
})
