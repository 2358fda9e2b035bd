import 'fake-indexeddb/auto'
import { cleanup, fireEvent, render } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Plugin } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { shellRoutes } from '@/app/routes'
import { readAsked } from '@/app/villagers/asked-here'
import { provideCounter } from '@/app/villagers/counter'
import { wrongInAsked } from '@/app/villagers/villager-words'
import { deviceDb, type DeviceDb } from '@/db/device-db'
import { provideDevice } from '@/db/use-device'
import { no, yes } from '@/domain/fault'
import type { ContactCard } from '@/domain/post-asks'
import type { FollowedRequest, VillagersCounter } from '@/domain/villager'

const card: ContactCard = {
  ...{ name: '赵大山', branch: '柳树村党支部', town: '清河镇党委', post: '扫路岗' },
  ...{ promise: '随叫随到', phone: '000-1000', photo: null },
}
const followed: FollowedRequest = {
  ...{ words: '水沟堵了', status: 'done', member: '赵大山', phone: null, cameOn: '2026-11-20' },
  ...{ endedOn: '2026-11-21', answer: '通了', rating: null },
}

let device: DeviceDb
beforeEach(() => {
  device = deviceDb()
})
afterEach(async () => {
  cleanup()
  await device.delete()
})

async function open(path: string, counter: Partial<VillagersCounter>) {
  const router = createRouter({ history: createMemoryHistory(), routes: shellRoutes })
  const nobody = () => Promise.resolve(no({ kind: 'offline' }))
  const town: VillagersCounter = {
    ...{ card: nobody, send: nobody, follow: nobody, rate: nobody },
    ...counter,
  }
  const around: Plugin = {
    install: (app) => {
      provideDevice(app, device)
      provideCounter(app, town)
    },
  }
  await router.push(path)
  const frame = { template: '<RouterView />' }
  return { ...render(frame, { global: { plugins: [router, around] } }), router }
}

describe('a villager with a card', () => {
  it('reads whose it is, and is told the same of anything that is no card', async () => {
    const screen = await open('/c#secret', { card: () => Promise.resolve(yes(card)) })
    expect(await screen.findByRole('heading', { name: '赵大山', level: 1 })).toBeTruthy()
    expect(screen.getByText('随叫随到')).toBeTruthy()
    cleanup()
    const nothing = await open('/c', {
      card: () => Promise.resolve(no({ kind: 'refused', code: 'no-such-card' })),
    })
    expect(await nothing.findByText(/没有这张卡/)).toBeTruthy()
  })

  it('asks; while nothing comes back the words stay, and it is the same request every time', async () => {
    const send = vi
      .fn<VillagersCounter['send']>()
      .mockResolvedValueOnce(no({ kind: 'offline' }))
      .mockResolvedValueOnce(yes({ ok: true }))
    const screen = await open('/c#secret', {
      send,
      card: () => Promise.resolve(yes(card)),
      follow: () => Promise.resolve(yes({ ...followed, status: 'new', answer: null })),
    })
    await fireEvent.click(await screen.findByRole('button', { name: '送出' }))
    expect(await screen.findByText('请写怎么称呼您。')).toBeTruthy()
    expect(send).not.toHaveBeenCalled()
    await fireEvent.update(screen.getByLabelText('什么事'), '水沟堵了')
    await fireEvent.update(screen.getByLabelText('怎么称呼您'), '李大娘')
    await fireEvent.update(screen.getByLabelText('您的电话'), '０００－１０００')
    await fireEvent.click(screen.getByRole('button', { name: '送出' }))
    expect(await screen.findByText(/您写的都还在/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '送出' }))
    expect(await screen.findByText('已经送到，等着办')).toBeTruthy()
    const [first, second] = send.mock.calls.map(([said]) => said)
    expect(first).toMatchObject({ card: 'secret', name: '李大娘', phone: '000-1000' })
    expect(second).toEqual(first)
    expect(await readAsked(device)).toEqual([
      { card: 'secret', member: '赵大山', follow: first?.follow },
    ])
  })

  it('says what they think of it, once they have chosen', async () => {
    const rate = vi.fn<VillagersCounter['rate']>().mockResolvedValue(yes({ ok: true }))
    const screen = await open('/r#follow', { rate, follow: () => Promise.resolve(yes(followed)) })
    expect(await screen.findByText('通了')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: /就这么评/ }))
    expect(await screen.findByText('请选一个。')).toBeTruthy()
    await fireEvent.click(screen.getByRole('radio', { name: '一般' }))
    await fireEvent.click(screen.getByRole('button', { name: /就这么评/ }))
    expect(rate).toHaveBeenCalledWith('follow', 'so_so', '')
  })

  it('is told which field says nothing usable', () => {
    expect(wrongInAsked({ name: '李', phone: '000-1000', words: '有事' })).toEqual({})
    expect(Object.keys(wrongInAsked({ name: ' ', phone: 'abc', words: '?' }))).toEqual([
      'name',
      'phone',
      'words',
    ])
  })
})
