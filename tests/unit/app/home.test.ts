import { cleanup, screen } from '@testing-library/vue'
import { afterEach, expect, it } from 'vitest'
import HomePage from '@/app/pages/HomePage.vue'
import { phoneOfAuntieWang, show } from './village'

afterEach(cleanup)

it('says nothing of what there is to do before the first sync has come', async () => {
  const phone = await phoneOfAuntieWang()
  await phone.db.directoryCards.clear()
  await show(HomePage, { phone })
  expect(await screen.findByText(/正在取您支部的内容/)).toBeTruthy()
  expect(screen.queryByText('要学的')).toBeNull()
})

it('greets by name, and says when nothing is asked', async () => {
  await show(HomePage, { phone: await phoneOfAuntieWang() })
  expect(await screen.findByRole('heading', { name: '王秀英，您好' })).toBeTruthy()
  expect(await screen.findByText(/这几天没有要学的/)).toBeTruthy()
})
