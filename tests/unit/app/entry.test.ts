import { cleanup, fireEvent, screen, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { cardInLink } from '@/app/entry/card'
import { entryTrouble } from '@/app/entry/entry-words'
import ActivatePage from '@/app/pages/ActivatePage.vue'
import SignInPage from '@/app/pages/SignInPage.vue'
import { cardLink } from '@/domain/card-code'
import { no, yes, type Fault } from '@/domain/fault'
import type { Session } from '@/domain/session'
import { doorThat, show } from './village'

const card = { loginNumber: '20260001', code: '1234567890123452' }
const linked = `/activate#n=${card.loginNumber}&c=${card.code}`
const session = { memberId: 'auntie-wang' } as unknown as Session

afterEach(cleanup)

const type = (label: string, text: string) => fireEvent.update(screen.getByLabelText(label), text)
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

async function choosePassword(password = '我的密码123') {
  await type('选一个密码', password)
  await type('再写一遍密码', password)
  await press('好了，进去')
}

describe('the card', () => {
  it('is read from the link of its square code, and from nothing else', () => {
    expect(cardInLink(cardLink('https://town.example', card))).toEqual(card)
    expect(cardInLink('https://stranger.example/pay')).toBeUndefined()
    expect(cardInLink(`x#n=${card.loginNumber}&c=1234567890123453`)).toBeUndefined()
  })
})

describe('coming in with a card', () => {
  it('by its link: only a password is left to choose, and the code is gone from the address', async () => {
    const tries: unknown[] = []
    const door = doorThat({
      activate: (given) => {
        tries.push(given)
        return Promise.resolve(yes(session))
      },
    })
    const { router } = await show(ActivatePage, { door, path: linked })
    expect(await screen.findByRole('heading', { name: '选一个密码' })).toBeTruthy()
    await waitFor(() => {
      expect(router.currentRoute.value.fullPath).toBe('/activate')
    })
    await choosePassword()
    await waitFor(() => {
      expect(door.entered).toEqual(['/'])
    })
    expect(tries).toEqual([{ ...card, password: '我的密码123' }])
  })

  it('by typing: a slip of the finger is told before anything is sent', async () => {
    await show(ActivatePage, { door: doorThat() })
    await type('登录号', '2026 0001')
    await type('激活码', '１２３４ 5678 9012 3453')
    expect(screen.getByText('有一位写错了，请对着卡一组一组地看。')).toBeTruthy()
    await press('下一步')
    expect(screen.queryByLabelText('选一个密码')).toBeNull()
    await type('激活码', '1234-5678-9012-3452')
    expect(screen.getByLabelText<HTMLInputElement>('激活码').value).toBe('1234 5678 9012 3452')
    await fireEvent.keyDown(screen.getByLabelText('激活码'), { key: 'Enter' })
    expect(screen.getByLabelText('选一个密码')).toBeTruthy()
  })

  it('when the line breaks half way: nothing typed is lost, and the same button goes on', async () => {
    const answers = [no({ kind: 'offline' }), yes(session)]
    const door = doorThat({
      activate: () => Promise.resolve(answers.shift() ?? no({ kind: 'offline' })),
    })
    await show(ActivatePage, { door, path: linked })
    await screen.findByLabelText('选一个密码')
    await choosePassword()
    expect(await screen.findByText(/现在没有网络，第一次登录要有网/)).toBeTruthy()
    await press('好了，进去')
    await waitFor(() => {
      expect(door.entered).toEqual(['/'])
    })
  })

  it('with a short password or two different ones is told which', async () => {
    await show(ActivatePage, { door: doorThat(), path: linked })
    await screen.findByLabelText('选一个密码')
    await choosePassword('12345')
    expect(screen.getByText(/密码至少要 6 位，现在是 5 位/)).toBeTruthy()
    await type('选一个密码', '1234567')
    await press('好了，进去')
    expect(screen.getByText(/两次写的不一样/)).toBeTruthy()
  })

  it('on a phone where someone is signed in: asks who it is first', async () => {
    await show(ActivatePage, { door: doorThat({ loginNumber: '88888888' }) })
    expect(screen.getByRole('heading', { name: '这部手机上已经有人登录' })).toBeTruthy()
    await press('是我，我换新卡')
    expect(screen.getByLabelText('登录号')).toBeTruthy()
  })
})

describe('coming in with a password', () => {
  it('goes to the page that was asked for, but never to a stranger’s', async () => {
    for (const [asked, entered] of [
      ['/study/one', '/study/one'],
      ['//stranger.example', '/'],
      ['https://stranger.example', '/'],
      ['/\\stranger.example', '/'],
    ] as const) {
      const door = doorThat({ signIn: () => Promise.resolve(yes(session)) })
      await show(SignInPage, { door, path: `/sign-in?to=${encodeURIComponent(asked)}` })
      await type('登录号', '20260001')
      await type('密码', '我的密码123')
      await press('登录')
      await waitFor(() => {
        expect(door.entered).toEqual([entered])
      })
      cleanup()
    }
  })

  it('when it is wrong, says what to look at, and keeps what was typed', async () => {
    const door = doorThat({
      signIn: () => Promise.resolve(no({ kind: 'refused', code: 'wrong-password' })),
    })
    await show(SignInPage, { door })
    await type('登录号', '20260001')
    await type('密码', '不对')
    await press('登录')
    expect((await screen.findByRole('alert')).textContent).toContain('登录号和密码对不上')
    expect(screen.getByLabelText<HTMLInputElement>('登录号').value).toBe('20260001')
  })

  it('of someone whose keys ran out: the number stands there and cannot become another person’s', async () => {
    await show(SignInPage, { door: doorThat({ loginNumber: '20260001' }) })
    const field = screen.getByLabelText<HTMLInputElement>('登录号')
    expect(field.value).toBe('20260001')
    expect(field.disabled).toBe(true)
  })
})

describe('what went wrong at the door', () => {
  const faults: Fault[] = [
    { kind: 'offline' },
    { kind: 'busy', retryAfterMs: 1 },
    { kind: 'signed-out' },
    ...[
      'card-not-valid',
      'too-many-attempts',
      'password-set-before',
      'password-too-weak',
      'cut-off',
      'never-heard-of',
    ].map((code): Fault => ({ kind: 'refused', code })),
  ]
  it.each(faults)('is told without a code and without English: %o', (fault) => {
    const { say } = entryTrouble(fault)
    expect(say).toMatch(/^[^A-Za-z]{10,}$/)
  })
})
