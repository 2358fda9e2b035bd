import { fireEvent, waitFor, within } from '@testing-library/vue'
import { shallowRef } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { BranchAccount } from '@/domain/asks'
import { isCardCode } from '@/domain/card-code'
import type { Phone } from '@/db/phone'
import { judge } from '@/sync/judge'
import {
  open,
  registerPhone,
  secretaryLi,
  townZhou,
  wangXiulan,
  zhaoDashan,
  post,
  area,
} from './village'

const account = (memberId: string, more: Partial<BranchAccount> = {}): BranchAccount => ({
  ...{
    memberId: memberId,
    state: 'none',
    loginNumber: null,
    cardId: null,
  },
  ...{ cardExpiresAt: null, activatedAt: null },
  ...more,
})

type Judge = (n: number) => string | undefined

/** A phone with a signal and a town that answers at once: yes, or the code that `refuses` gives for the n-th act. */
async function onlinePhone(
  me: typeof secretaryLi,
  accounts: readonly BranchAccount[],
  refuses: Judge = () => undefined,
) {
  const phone = await registerPhone(me)
  let judged = 0
  const answer = async () => {
    for (const entry of await phone.db.outbox.toArray()) {
      const code = refuses(judged++)
      const verdict = code
        ? { id: entry.id, ok: false as const, code }
        : { id: entry.id, ok: true as const }
      await judge(phone.db, { verdicts: [verdict], epoch: 'first-life' }, phone.clock())
    }
  }
  const online: Phone = {
    ...phone,
    ask: ((name: string) =>
      Promise.resolve(
        name === 'branch_accounts' ? { ok: true, value: accounts } : { ok: false },
      )) as Phone['ask'],
    sync: { status: shallowRef({ kind: 'settled', syncedAt: null }), now: () => void answer() },
  }
  return online
}

const printed = (text: string | null) => (text ?? '').replace(/\s/g, '')
const codeOn = (card: HTMLElement) => /激活码(\d{16})/.exec(printed(card.textContent))?.[1] ?? ''

/** Everything the phone keeps, as text. */
async function kept(phone: Phone): Promise<string> {
  const all = await Promise.all(phone.db.tables.map((table) => table.toArray()))
  return JSON.stringify(all)
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('an activation card', () => {
  it('is shown once the town has said yes, with the square, the numbers and three steps', async () => {
    const phone = await onlinePhone(secretaryLi, [account(wangXiulan)])
    const screen = await open(phone, `/branch/members/${wangXiulan}/card`)
    await fireEvent.click(await screen.findByRole('button', { name: '发激活卡' }))
    expect(await screen.findByText(/给王秀兰发一张激活卡，30 天内有效/)).toBeTruthy()
    await fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '发卡' }))
    const card = await screen.findByRole('region', { name: '王秀兰的激活卡' })
    expect(isCardCode(codeOn(card))).toBe(true)
    expect(within(card).getByRole('img', { name: /用手机扫/ })).toBeTruthy()
    expect(within(card).getAllByRole('listitem')).toHaveLength(3)
    expect(card.textContent).toContain('点「我有激活卡」')
    expect(screen.getByText('号码只在这里显示一次。')).toBeTruthy()
  })

  it('leaves nothing of its code on the phone, not even in the outbox or a notice', async () => {
    const phone = await onlinePhone(secretaryLi, [account(wangXiulan)])
    const screen = await open(phone, `/branch/members/${wangXiulan}/card`)
    await fireEvent.click(await screen.findByRole('button', { name: '发激活卡' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '发卡' }),
    )
    const code = codeOn(await screen.findByRole('region', { name: '王秀兰的激活卡' }))
    expect(await kept(phone)).not.toContain(code)
    await fireEvent.click(screen.getByRole('button', { name: '已经打印或抄好了' }))
    await waitFor(() => {
      expect(printed(document.body.textContent)).not.toContain(code)
    })
  })

  it('is not lost by one touch of back: whoever leaves is asked first', async () => {
    const phone = await onlinePhone(secretaryLi, [account(wangXiulan)])
    const path = `/branch/members/${wangXiulan}/card`
    const screen = await open(phone, path)
    await fireEvent.click(await screen.findByRole('button', { name: '发激活卡' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '发卡' }),
    )
    await screen.findByRole('region', { name: '王秀兰的激活卡' })
    await screen.router.push('/branch/members')
    expect(screen.router.currentRoute.value.path).toBe(path)
    await fireEvent.click(await screen.findByRole('button', { name: '留在这一页' }))
    expect(screen.getByRole('region', { name: '王秀兰的激活卡' })).toBeTruthy()
    await screen.router.push('/branch/members')
    await fireEvent.click(await screen.findByRole('button', { name: '抄好了，离开' }))
    await waitFor(() => {
      expect(screen.router.currentRoute.value.path).toBe('/branch/members')
    })
  })

  it('is not shown while the town has not answered', async () => {
    const phone = await onlinePhone(secretaryLi, [account(wangXiulan)])
    const screen = await open(
      { ...phone, sync: { ...phone.sync, now: () => undefined } },
      `/branch/members/${wangXiulan}/card`,
    )
    await fireEvent.click(await screen.findByRole('button', { name: '发激活卡' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '发卡' }),
    )
    expect(await screen.findByText(/正在等镇里答复/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: /激活卡/ })).toBeNull()
  })

  it('that meets a taken login number is drawn again by itself, and nobody is troubled', async () => {
    const phone = await onlinePhone(secretaryLi, [account(wangXiulan)], (n) =>
      n < 2 ? 'number-taken' : undefined,
    )
    const screen = await open(phone, `/branch/members/${wangXiulan}/card`)
    await fireEvent.click(await screen.findByRole('button', { name: '发激活卡' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '发卡' }),
    )
    const card = await screen.findByRole('region', { name: '王秀兰的激活卡' })
    expect(isCardCode(codeOn(card))).toBe(true)
    await waitFor(async () => {
      expect(await phone.db.notices.count()).toBe(0)
    })
  })

  it('that is refused says why, and shows no number', async () => {
    const phone = await onlinePhone(secretaryLi, [account(wangXiulan)], () => 'not-allowed')
    const screen = await open(phone, `/branch/members/${wangXiulan}/card`)
    await fireEvent.click(await screen.findByRole('button', { name: '发激活卡' }))
    await fireEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: '发卡' }),
    )
    expect(await screen.findByText(/卡没有发成。您现在没有办这件事的权限/)).toBeTruthy()
    expect(await kept(phone)).not.toMatch(/secretCode/)
  })

  it('made anew warns that the old phone stops at once', async () => {
    const active = account(wangXiulan, { state: 'active', loginNumber: '12345678' })
    const screen = await open(
      await onlinePhone(secretaryLi, [active]),
      `/branch/members/${wangXiulan}/card`,
    )
    await fireEvent.click(await screen.findByRole('button', { name: '重新发激活卡' }))
    expect(await screen.findByText(/旧手机上的账号马上停用/)).toBeTruthy()
  })

  it('for someone with a post above the village is left to the town', async () => {
    const phone = await onlinePhone(secretaryLi, [account(zhaoDashan)])
    await phone.db.appointments.put(post(zhaoDashan, area, 'area_coordinator'))
    const screen = await open(phone, `/branch/members/${zhaoDashan}/card`)
    expect(await screen.findByText(/激活卡要由镇党委来发/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /发激活卡/ })).toBeNull()
  })

  it('can be taken back before it is used', async () => {
    const waiting = account(wangXiulan, {
      state: 'card',
      cardId: 'card-1',
      loginNumber: '12345678',
    })
    const phone = await onlinePhone(secretaryLi, [waiting])
    const screen = await open(phone, `/branch/members/${wangXiulan}/card`)
    await fireEvent.click(await screen.findByRole('button', { name: '作废这张卡' }))
    await fireEvent.click(await screen.findByRole('button', { name: '作废' }))
    await waitFor(async () => {
      expect((await phone.db.outbox.toArray())[0]?.name).toBe('revoke_card')
    })
  })
})

describe('cards for several members', () => {
  it('are made for those who have nothing to sign in with, and printed on one sheet', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    const accounts = [
      account(wangXiulan),
      account(zhaoDashan),
      account(secretaryLi, { state: 'active' }),
    ]
    const screen = await open(await onlinePhone(secretaryLi, accounts), '/branch/members/cards')
    await fireEvent.click(await screen.findByRole('button', { name: '全部勾上' }))
    expect(screen.queryByLabelText('李国强')).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: '给 2 人发卡并打印' }))
    await fireEvent.click(await screen.findByRole('button', { name: '发卡' }))
    const cards = await screen.findAllByRole('region', { name: /的激活卡$/ })
    expect(new Set(cards.map(codeOn)).size).toBe(2)
    await fireEvent.click(screen.getByRole('button', { name: '打印' }))
    expect(print).toHaveBeenCalled()
  })
})

describe('an account', () => {
  it('is stopped by the town with a reason, and a secretary is not offered that', async () => {
    const active = account(wangXiulan, { state: 'active', loginNumber: '12345678' })
    const phone = await onlinePhone(townZhou, [active])
    const screen = await open(phone, `/branch/members/${wangXiulan}/card`)
    await fireEvent.click(await screen.findByRole('button', { name: '停用账号' }))
    await fireEvent.update(await screen.findByLabelText('原因'), '手机丢了')
    await fireEvent.click(screen.getByRole('button', { name: '停用' }))
    await waitFor(async () => {
      expect((await phone.db.outbox.toArray())[0]).toMatchObject({
        name: 'suspend_member',
        args: { reason: '手机丢了' },
      })
    })
    screen.unmount()
    const hers = await open(
      await onlinePhone(secretaryLi, [active]),
      `/branch/members/${wangXiulan}/card`,
    )
    await hers.findByRole('button', { name: '重新发激活卡' })
    expect(hers.queryByRole('button', { name: '停用账号' })).toBeNull()
  })
})
