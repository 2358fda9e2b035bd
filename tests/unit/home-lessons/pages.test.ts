import { fireEvent, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import {
  auntieLin,
  carePhone,
  lesson,
  link,
  oldChen,
  open,
  secretaryLi,
  today,
  willow,
} from './village'

async function filled(phone: Awaited<ReturnType<typeof carePhone>>) {
  const screen = await open(phone, `/helper/${oldChen}/lesson`)
  await fireEvent.click(await screen.findByRole('button', { name: /血压怎么量/ }))
  await fireEvent.click(await screen.findByLabelText('家里'))
  await fireEvent.click(screen.getByRole('button', { name: '填好了，请陈大爷认可' }))
  await screen.findByRole('heading', { name: '请陈大爷看一看' })
  return screen
}

describe('a helper with no signal', () => {
  it('sees the elders in her care and how long ago she was there', async () => {
    const phone = await carePhone(auntieLin)
    await phone.db.homeLessons.put(lesson())
    const screen = await open(phone, '/helper')
    const row = await screen.findByRole('link', { name: /陈大爷/ })
    expect(row.textContent).toContain('上次11月10日 · 这个月 1 次')
  })

  it('is told whom to ask when nobody is in her care', async () => {
    const phone = await carePhone(secretaryLi)
    const screen = await open(phone, '/helper')
    expect(await screen.findByText(/请找支部书记指定/)).toBeTruthy()
  })

  it('chooses a lesson, tasks first, and opens it to read together', async () => {
    const screen = await open(await carePhone(auntieLin), `/helper/${oldChen}/lesson`)
    const list = await screen.findByRole('list', { name: '学习内容' })
    const first = within(list).getAllByRole('button')[0]
    expect(first?.textContent).toContain('血压怎么量')
    expect(first?.textContent).toContain('11月30日前要学')
    expect(screen.queryByText('还没写完')).toBeNull()
    if (first) await fireEvent.click(first)
    const reading = await screen.findByRole('link', { name: '打开，一起看一起听' })
    expect(reading.getAttribute('href')).toBe('/study/pressure')
  })

  it('hands the phone to the elder, whose one press records it all', async () => {
    const phone = await carePhone(auntieLin)
    const screen = await filled(phone)
    expect(screen.getByText('11月22日，在家里，林秀英带您学了：')).toBeTruthy()
    expect(screen.getByText('《血压怎么量》')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: '我学了，认可' }))
    expect(await screen.findByText('本人当场点了认可')).toBeTruthy()
    expect((await phone.db.homeLessons.toArray())[0]).toMatchObject({
      ...{ elderId: oldChen, helperId: auntieLin, materialId: 'pressure', givenOn: today },
      ...{ place: '家里', acknowledged: 'tap', branchId: willow },
    })
    expect(await phone.db.outbox.count()).toBe(1)
    expect(await phone.db.studyProgress.count()).toBe(0)
  })

  it('records a signature on paper only after saying what becomes of the paper', async () => {
    const phone = await carePhone(auntieLin)
    const screen = await filled(phone)
    await fireEvent.click(screen.getByRole('button', { name: /纸上签了/ }))
    expect(await screen.findByText(/请把纸交给支部存着/)).toBeTruthy()
    expect(await phone.db.homeLessons.count()).toBe(0)
    await fireEvent.click(screen.getByRole('button', { name: '签好了，记下' }))
    await waitFor(async () => {
      expect((await phone.db.homeLessons.toArray())[0]?.acknowledged).toBe('paper')
    })
  })

  it('records nothing when the elder says it did not happen', async () => {
    const phone = await carePhone(auntieLin)
    const screen = await filled(phone)
    await fireEvent.click(screen.getByRole('button', { name: '还没学，先不记' }))
    expect(await screen.findByLabelText('哪天学的')).toBeTruthy()
    expect(await phone.db.homeLessons.count()).toBe(0)
  })

  it('finds the half-filled page again after reading the lesson', async () => {
    const phone = await carePhone(auntieLin)
    const first = await open(phone, `/helper/${oldChen}/lesson`)
    await fireEvent.click(await first.findByRole('button', { name: /血压怎么量/ }))
    await fireEvent.click(await first.findByLabelText('村部'))
    first.unmount()
    await waitFor(async () => {
      expect(await phone.db.drafts.count()).toBe(1)
    })
    const again = await open(phone, `/helper/${oldChen}/lesson`)
    await waitFor(() => {
      expect(again.getByLabelText<HTMLInputElement>('村部').checked).toBe(true)
    })
  })

  it('may not record for someone who is no longer in her care', async () => {
    const phone = await carePhone(auntieLin)
    await phone.db.elderHelpers.put({ ...link, untilDay: '2026-11-21' })
    const screen = await open(phone, `/helper/${oldChen}/lesson`)
    expect(await screen.findByText(/您现在不是这位老同志的帮学人/)).toBeTruthy()
  })

  it('prints her log with who did what for whom', async () => {
    const phone = await carePhone(auntieLin)
    await phone.db.homeLessons.bulkPut([
      lesson(),
      lesson({ id: asId('lesson-2'), materialId: asId('gone'), note: '听得认真' }),
    ])
    const screen = await open(phone, '/helper/log')
    const rows = within(await screen.findByRole('table')).getAllByRole('row')
    expect(rows.map(({ textContent }) => textContent)).toMatchObject([
      expect.stringContaining('老同志'),
      expect.stringContaining('陈大爷林秀英'),
      expect.stringContaining('一篇学习内容'),
    ])
  })
})

describe('an elder', () => {
  it('sees the lessons brought home, who brought them, and whom to tell when one is wrong', async () => {
    const phone = await carePhone(oldChen)
    await phone.db.homeLessons.put(lesson({ note: '听了录音' }))
    const screen = await open(phone, '/helper/mine')
    expect(await screen.findByText(/11月10日，家里。林秀英带着学的/)).toBeTruthy()
    expect(screen.getByText('备注：听了录音')).toBeTruthy()
    expect(screen.getByText(/有不对的，请告诉支部书记/)).toBeTruthy()
  })
})

describe('a secretary', () => {
  it('sees who helps whom and what was recorded', async () => {
    const phone = await carePhone(secretaryLi)
    await phone.db.appointments.put({
      ...{ id: asId('post'), memberId: secretaryLi, orgId: willow, role: 'branch_secretary' },
      ...{ fromDay: '2024-01-01', untilDay: null },
    })
    await phone.db.homeLessons.put(lesson())
    const screen = await open(phone, '/branch/home-lessons')
    expect(await screen.findByRole('link', { name: /林秀英 帮 陈大爷/ })).toBeTruthy()
    expect(await screen.findByText(/林秀英带陈大爷学的/)).toBeTruthy()
  })

  it('of another branch is told that these rows are not theirs to see', async () => {
    const screen = await open(await carePhone(secretaryLi), '/branch/home-lessons')
    expect(await screen.findByText(/只有本支部的书记和支委看得到/)).toBeTruthy()
  })
})
