import { cleanup, fireEvent, screen, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import LeavePage from '@/app/pages/LeavePage.vue'
import { doorThat, phoneOfAuntieWang, show, twoActsUnsent } from './village'

afterEach(cleanup)

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('signing out', () => {
  it('with two acts not handed in: warns with the number, and offers to hand them in', async () => {
    const phone = await phoneOfAuntieWang()
    await twoActsUnsent(phone)
    const door = doorThat()
    await show(LeavePage, { phone, door })
    expect(await screen.findByText('2 条')).toBeTruthy()
    await press('现在交一次')
    expect(phone.asked).toEqual(['sync'])
    await press('退出登录')
    expect((await screen.findByRole('dialog')).textContent).toContain('还有 2 条没交，退出就丢了')
    await press('先不退')
    expect(door.left).toBe(0)
  })

  it('in spite of the warning is possible, on a button that says what is lost', async () => {
    const phone = await phoneOfAuntieWang()
    await twoActsUnsent(phone)
    const door = doorThat()
    await show(LeavePage, { phone, door })
    await screen.findByText('2 条')
    await press('退出登录')
    await screen.findByRole('dialog')
    await press('退出，丢掉这 2 条')
    await waitFor(() => {
      expect(door.left).toBe(1)
    })
  })

  it('with everything handed in says that the record is safe', async () => {
    await show(LeavePage, { phone: await phoneOfAuntieWang(), door: doorThat() })
    expect(await screen.findByText(/学习记录都在镇里存着/)).toBeTruthy()
  })
})
