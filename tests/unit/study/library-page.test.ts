// Before anything of ours: the phone's store takes whatever database it finds when it is loaded.
import 'fake-indexeddb/auto'
import { fireEvent } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import { NewLessons, StudyHours, TodayTasks } from '@/features/study'
import { open, show } from './on-screen'
import { given, material, phoneOf, progress, type TestedPhone } from './village'

async function withLessons(): Promise<TestedPhone> {
  const phone = await phoneOf()
  await phone.db.materials.bulkPut([
    material('late', { title: '防骗三句话', topic: 'safety' }),
    material('soon', { title: '血压怎么量' }),
    material('done', { title: '党费怎么交', topic: 'party', minutes: 90 }),
    material('hidden', { title: '明年的事', fromDay: '2027-01-01' }),
    material('past', { title: '去年的政策', untilDay: '2025-12-31' }),
    material('new', { title: '种好红薯', topic: 'farming' }),
  ])
  await phone.db.studyAssignments.bulkPut([
    given('late', { dueOn: '2026-11-10' }),
    given('soon', { dueOn: '2026-11-25' }),
    ...['done', 'hidden', 'past', 'new'].map((id) => given(id)),
  ])
  await phone.db.studyProgress.put(
    progress('done', { finishedOn: '2026-11-03', countedMinutes: 90, source: 'helper' }),
  )
  return phone
}

describe('the library', () => {
  it('says first what is to be studied, in calm words', async () => {
    const screen = await open(await withLessons(), '/study')
    const tasks = await screen.findByRole('list', { name: '要学的' })
    expect(tasks.textContent).toContain('防骗三句话')
    expect(tasks.textContent).toContain('11月10日的，现在补上就行')
    expect(tasks.textContent).toContain('还有 3 天，11月25日前学')
    expect(tasks.textContent).not.toContain('种好红薯')
  })

  it('has a shelf for each topic, 往期 last, and hides what has not begun', async () => {
    const screen = await open(await withLessons(), '/study')
    const shelves = await screen.findByRole('list', { name: '按内容找' })
    const names = [...shelves.querySelectorAll('a')].map((link) => link.textContent)
    expect(names.map((name) => name.split(/\d/)[0])).toEqual([
      '种养',
      '健康',
      '防骗安全',
      '党建',
      '往期',
    ])
    expect(shelves.textContent).toContain('1 篇，都学完了')
  })

  it('finds a lesson by a word of its text, with no signal', async () => {
    const phone = await withLessons()
    await phone.db.materialBodies.put({
      id: asId('new'),
      body: '红薯要起垄，雨水多的时候排水。',
      questions: [],
    })
    const screen = await open(phone, '/study')
    await fireEvent.update(await screen.findByLabelText('找一篇'), '排水')
    const found = await screen.findByRole('list', { name: '找到的' })
    expect(found.textContent).toContain('种好红薯')
    expect(found.textContent).toContain('雨水多的时候排水')
    await fireEvent.update(screen.getByLabelText('找一篇'), '拖拉机')
    expect(await screen.findByText(/没有找到/)).toBeTruthy()
  })

  it('says so when nothing has been given yet', async () => {
    const screen = await open(await phoneOf(), '/study')
    expect(await screen.findByText('还没有给您的学习内容。')).toBeTruthy()
  })

  it('does not say so before the first sync has told', async () => {
    const phone = await phoneOf()
    await phone.db.syncState.clear()
    const screen = await open(phone, '/study')
    expect((await screen.findAllByText('正在打开…')).length).toBeGreaterThan(0)
    expect(screen.queryByText('还没有给您的学习内容。')).toBeNull()
  })

  it('marks on a shelf what is finished, and through whom', async () => {
    const screen = await open(await withLessons(), '/study/topic/party')
    expect((await screen.findByRole('list', { name: '学完的' })).textContent).toContain(
      '已学完 · 家里帮学',
    )
    expect(screen.getByText('这里的都学完了。')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('党建')
  })
})

describe('a long shelf', () => {
  it('opens with thirty lessons and shows the rest when asked', async () => {
    const phone = await phoneOf()
    const ids = Array.from({ length: 40 }, (_, at) => `lesson-${String(at)}`)
    await phone.db.materials.bulkPut(ids.map((id) => material(id)))
    await phone.db.studyAssignments.bulkPut(ids.map((id) => given(id)))
    const screen = await open(phone, '/study/topic/health')
    const list = await screen.findByRole('list', { name: '还没学的' })
    expect(list.children).toHaveLength(30)
    await fireEvent.click(screen.getByRole('button', { name: '再看 10 篇' }))
    expect(list.children).toHaveLength(40)
    expect(screen.queryByRole('button', { name: /再看/ })).toBeNull()
  })

  it('says which lessons were begun', async () => {
    const phone = await withLessons()
    await phone.db.studyProgress.put(progress('new', { reachedPermille: 400 }))
    const screen = await open(phone, '/study/topic/farming')
    expect((await screen.findByRole('list', { name: '还没学的' })).textContent).toContain(
      '看了一部分',
    )
  })
})

describe('study on the home page', () => {
  it('shows three tasks and how many more there are', async () => {
    const phone = await withLessons()
    await phone.db.studyAssignments.bulkPut([
      given('new', { dueOn: '2026-11-24' }),
      given('late', { dueOn: '2026-11-10' }),
    ])
    await phone.db.materials.put(material('fourth', { title: '第四件' }))
    await phone.db.studyAssignments.put(given('fourth', { dueOn: '2026-11-26' }))
    const screen = show(phone, TodayTasks)
    expect((await screen.findByRole('list', { name: '要学的' })).children).toHaveLength(3)
    expect(screen.getByText('还有 1 件要学的')).toBeTruthy()
  })

  it('leaves out the new lessons when there are none', async () => {
    const screen = show(await phoneOf(), NewLessons)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(screen.queryByText('新来的内容')).toBeNull()
  })

  it('tells the hours in words beside the bar', async () => {
    const screen = show(await withLessons(), StudyHours)
    expect((await screen.findByText(/已学/)).textContent).toContain('1 小时 30 分钟')
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe(
      '一年 32 小时，这里记的是自己学和在家学的',
    )
  })
})

describe('the page of hours', () => {
  it('lists what counted, with the day and whose hand wrote it down, and prints it', async () => {
    const screen = await open(await withLessons(), '/me/hours')
    const list = await screen.findByRole('list', { name: '算进去的' })
    expect(list.textContent).toContain('党费怎么交')
    expect(list.textContent).toContain('11月3日 · 家里帮学 · 1 小时 30 分钟')
    await fireEvent.click(screen.getByText('打印这张表'))
    expect((await screen.findByRole('table')).textContent).toContain('1 小时 30 分钟')
  })

  it('is not ashamed of an empty year', async () => {
    const screen = await open(await phoneOf(), '/me/hours')
    expect(await screen.findByText(/今年还没有学完的/)).toBeTruthy()
    expect(screen.queryByText('打印这张表')).toBeNull()
  })
})
