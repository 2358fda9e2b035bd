// First of all: Dexie looks for the browser's store once, when it is loaded.
import 'fake-indexeddb/auto'
import { fireEvent, waitFor } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { asId } from '@/domain/id'
import { draftKey } from '@/features/teaching/material-draft'
import { publishMaterial, withdrawMaterial } from '@/features/teaching/mutations'
import { keepPending } from '@/features/teaching/pending-files'
import { given, material, progress, town, willow, type TestedPhone } from '../study/village'
import { open, secretaryPhone } from './on-screen'

const fire = asId<'materials'>('fire')

async function withFire(phone: TestedPhone, status: 'draft' | 'published' = 'published') {
  await phone.db.materials.put(material('fire', { orgId: willow, title: '秋冬防火', status }))
  await phone.db.materialBodies.put({ id: fire, body: '人走火灭。', questions: [] })
}
const sent = async (phone: TestedPhone) =>
  (await phone.db.outbox.toArray()).map(({ name, args }) => ({ name, args }))

/** The form has looked for an earlier draft. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 150))

describe('writing with no signal', () => {
  it('keeps a half-written text when the tab is killed, and offers it again', async () => {
    const phone = await secretaryPhone()
    const first = await open(phone, '/branch/study/new')
    const title = await first.findByLabelText('标题')
    await settled()
    await fireEvent.update(title, '只写了一半')
    await waitFor(async () => {
      expect(await phone.db.drafts.count()).toBe(1)
    })
    first.unmount()
    const again = await open(phone, '/branch/study')
    expect(await again.findByText('只写了一半')).toBeTruthy()
  })

  it('saves text and questions together, and lets go of the draft', async () => {
    const phone = await secretaryPhone()
    const page = await open(phone, '/branch/study/new')
    await fireEvent.update(await page.findByLabelText('标题'), '防火')
    await fireEvent.update(page.getByRole('textbox', { name: '正文' }), '人走火灭。')
    await fireEvent.click(page.getByRole('button', { name: '出一道题' }))
    await fireEvent.update(page.getByLabelText('问什么'), '先做什么？')
    await fireEvent.update(page.getByLabelText('选项甲'), '关火')
    await fireEvent.update(page.getByLabelText('选项乙'), '关灯')
    await fireEvent.click(page.getByRole('button', { name: '保存' }))
    await waitFor(async () => {
      expect(await phone.db.materials.count()).toBe(1)
    })
    const [row] = await phone.db.materials.toArray()
    expect(row).toMatchObject({
      title: '防火',
      status: 'draft',
      orgId: willow,
      questionCount: 1,
      minutes: 1,
    })
    expect(await sent(phone)).toMatchObject([
      { name: 'save_material', args: { questions: [{ options: ['关火', '关灯'] }] } },
    ])
    await waitFor(async () => {
      expect(await phone.db.drafts.get(draftKey(row?.id ?? ''))).toBeUndefined()
    })
  })

  it('given up before it was ever saved, leaves nothing behind', async () => {
    const phone = await secretaryPhone()
    const page = await open(phone, '/branch/study/fire/edit')
    const title = await page.findByLabelText('标题')
    await settled()
    const about = {
      kind: 'picture' as const,
      name: '图1.jpg',
      mime: 'image/jpeg',
      bytes: 3,
      seconds: null,
    }
    await keepPending(
      phone.db,
      { ...about, fileId: asId('p1'), materialId: fire },
      new Blob(['abc']),
      1,
    )
    await fireEvent.update(title, '不要了')
    await fireEvent.click(await page.findByRole('button', { name: '不要这次写的' }))
    await fireEvent.click(await page.findByRole('button', { name: '不要了' }))
    await waitFor(async () => {
      expect(await phone.db.drafts.count()).toBe(0)
    })
  })

  it('saves nothing while something is missing', async () => {
    const phone = await secretaryPhone()
    const page = await open(phone, '/branch/study/new')
    await fireEvent.click(await page.findByRole('button', { name: '保存' }))
    expect(await page.findByText('请写一个标题。')).toBeTruthy()
    expect(await sent(phone)).toEqual([])
  })

  it('does not open a text whose words have not arrived yet: saving would wipe them', async () => {
    const phone = await secretaryPhone()
    await phone.db.materials.put(material('fire', { orgId: willow }))
    const page = await open(phone, '/branch/study/fire/edit')
    expect(await page.findByText(/正文还在路上/)).toBeTruthy()
    expect(page.queryByRole('button', { name: '保存' })).toBeNull()
  })

  it('does not let a branch rewrite what the town wrote', async () => {
    const phone = await secretaryPhone()
    await phone.db.materials.put(material('fire', { orgId: town }))
    const page = await open(phone, '/branch/study/fire/edit')
    expect(await page.findByText(/只能看，不能改/)).toBeTruthy()
  })
})

describe('publishing and taking back', () => {
  it('publishes only after a plain question', async () => {
    const phone = await secretaryPhone()
    await withFire(phone, 'draft')
    const page = await open(phone, '/branch/study/fire')
    await fireEvent.click(await page.findByRole('button', { name: '发布' }))
    expect((await phone.db.materials.get(fire))?.status).toBe('draft')
    const dialog = await page.findByRole('dialog')
    expect(dialog.textContent).toContain('发布「秋冬防火」？')
    await fireEvent.click(dialog.querySelector('button') ?? dialog)
    await waitFor(async () => {
      expect((await phone.db.materials.get(fire))?.status).toBe('published')
    })
  })

  it('taken back, it is given to nobody, and what was finished stays', async () => {
    const phone = await secretaryPhone()
    await withFire(phone)
    await phone.db.studyAssignments.put(given('fire', { orgId: willow }))
    await phone.db.studyProgress.put(progress('fire', { finishedOn: '2026-11-20', source: 'self' }))
    await phone.mutate(withdrawMaterial, { materialId: fire })
    await phone.mutate(publishMaterial, { materialId: fire })
    expect(await phone.db.studyAssignments.count()).toBe(0)
    expect(await phone.db.studyProgress.count()).toBe(1)
    expect((await phone.db.materials.get(fire))?.status).toBe('published')
  })
})

describe('giving out and counting', () => {
  it('gives a text to the whole branch by the end of the month', async () => {
    const phone = await secretaryPhone()
    await withFire(phone)
    const page = await open(phone, '/branch/study/fire/assign')
    await fireEvent.click(await page.findByRole('button', { name: /^布置给 \d+ 人$/ }))
    await waitFor(async () => {
      expect(await phone.db.studyAssignments.count()).toBe(1)
    })
    const [row] = await phone.db.studyAssignments.toArray()
    expect(row).toMatchObject({
      orgId: willow,
      category: null,
      memberId: null,
      dueOn: '2026-11-30',
    })
  })

  it('types in a paper sheet for several people at once', async () => {
    const phone = await secretaryPhone()
    await withFire(phone)
    await phone.db.studyAssignments.put(given('fire', { orgId: willow }))
    const page = await open(phone, '/branch/study/fire/paper')
    await fireEvent.click(await page.findByLabelText('王秀英'))
    await fireEvent.click(page.getByLabelText('刘建军'))
    await fireEvent.click(page.getByRole('button', { name: '记下这 2 人学完了' }))
    await waitFor(async () => {
      expect(await phone.db.studyProgress.count()).toBe(2)
    })
    const rows = await phone.db.studyProgress.toArray()
    expect(
      rows.map(({ source, branchId, countedMinutes }) => ({ source, branchId, countedMinutes })),
    ).toEqual([
      { source: 'paper', branchId: willow, countedMinutes: 10 },
      { source: 'paper', branchId: willow, countedMinutes: 10 },
    ])
  })

  it('does not offer the paper sheet to the committee, whom the server would refuse', async () => {
    const phone = await secretaryPhone('branch_committee')
    await withFire(phone)
    const page = await open(phone, '/branch/study/fire/paper')
    expect(await page.findByText('纸上的学习由支部书记来补录。')).toBeTruthy()
  })

  it('shows the town no names, only the way to the totals', async () => {
    const phone = await secretaryPhone('town_staff', town)
    await withFire(phone)
    await phone.db.studyAssignments.put(given('fire', { orgId: willow }))
    const page = await open(phone, '/branch/study/fire/progress')
    expect(await page.findByText(/只有本支部能看到/)).toBeTruthy()
    expect(page.queryByText('王秀英')).toBeNull()
  })

  it('says that totals want a signal, in plain words', async () => {
    const page = await open(await secretaryPhone(), '/branch/study/totals')
    expect(await page.findByText(/合计要有网才能看/)).toBeTruthy()
  })

  it('prints no name for the notice board, and names only for the folder', async () => {
    const phone = await secretaryPhone()
    await withFire(phone)
    await phone.db.studyAssignments.put(given('fire', { orgId: willow, memberId: asId('wang') }))
    const page = await open(phone, '/branch/study/fire/print')
    expect(await page.findByText(/本支部应学 1 人/)).toBeTruthy()
    expect(page.queryByText('王秀英')).toBeNull()
    await fireEvent.click(page.getByLabelText('支部存档'))
    expect(await page.findByText('王秀英')).toBeTruthy()
    expect(page.getByText('仅供支部存档，不对外张贴。')).toBeTruthy()
  })
})
