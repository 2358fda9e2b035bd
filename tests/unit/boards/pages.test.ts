import 'fake-indexeddb/auto'
import { cleanup, fireEvent, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import type { Phone } from '@/db/phone'
import type { ObjectionTold } from '@/domain/asks'
import { yes } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { Rows } from '@/domain/server-types'
import { routes } from '@/features/boards'
import { openPage } from '../../support/on-screen'
import { rule, ruleSet } from '../points/books'
import { appointed, branchPhone, late, lessonAtHome, oldZhao, secretaryLi } from '../points/village'
import { town, willow } from '../study/village'

afterEach(cleanup)
const open = (phone: Phone, path: string) => openPage(phone, routes, path)

const objection: ObjectionTold = {
  ...{ id: 'objection', memberId: oldZhao, name: '赵大山', branchId: willow, month: '2026-10-01' },
  ...{ entryId: null, reason: '我去了', hasPhoto: false, raisedAt: 1, answerBy: '2026-11-30' },
  ...{ state: 'open', answer: null, answerer: null, ruleSetId: 'rules', mayAnswer: true },
  entries: [
    {
      ...{ id: 'entry', code: 'late', category: null, times: 1, tenths: -5, reversesId: null },
      ...{ isCorrection: false, reason: '来晚了', wordId: 'word', hasPhoto: false },
    },
  ],
}

describe('whoever answers an objection', () => {
  async function clerk() {
    const phone = await branchPhone(secretaryLi)
    const migrants = rule({ code: 'reported_in', category: 'migrant', words: '当月报到' })
    await phone.db.ruleSets.put(
      ruleSet([late, rule(), lessonAtHome, migrants], { ...{ id: asId('rules'), orgId: town } }),
    )
    await phone.db.appointments.put(appointed(secretaryLi, 'town_staff', town))
    const ask: Phone['ask'] = () => Promise.resolve(yes([objection]))
    return { ...phone, ask }
  }

  it('sees what stands in the month before saying anything, and is offered only what can apply', async () => {
    const screen = await open(await clerk(), '/branch/objections/objection')
    expect(await screen.findByText('迟到或早退：现在 1 次，−0.5 分')).toBeTruthy()
    await fireEvent.click(screen.getByLabelText(/^采纳/))
    expect(await screen.findByLabelText(/没有记的：接受送学并认可/)).toBeTruthy()
    expect(screen.queryByLabelText(/当月报到/)).toBeNull()
  })

  it('comes back from all branches’ objections to all branches’ boards', async () => {
    const screen = await open(await clerk(), `/branch/objections?of=${town}`)
    const back = await screen.findByRole('link', { name: '返回' })
    await waitFor(() => {
      expect(back.getAttribute('href')).toBe('/branch/boards')
    })
  })
})

describe('a member who objects', () => {
  it('says which line it is about, nothing being chosen beforehand', async () => {
    const phone = await branchPhone(oldZhao)
    const sheet: Rows['monthSheets'] = {
      ...{ id: asId('sheet'), branchId: willow, month: '2026-10-01', state: 'published' },
      ...{ ruleSetId: asId('rules'), bands: null, objectionsUntil: '2026-11-30', lockedAt: null },
    }
    await phone.db.monthSheets.put(sheet)
    await phone.db.monthResults.put({
      ...{ id: asId('result'), memberId: oldZhao, sheetId: asId('sheet'), month: '2026-10-01' },
      ...{ baseTenths: 600, categoryTenths: 0, bonusTenths: 0, band: 'yellow', bandWords: '提醒' },
      ...{ colour: 'amber', objectionId: null, confirmedAt: 1 },
    })
    const screen = await open(phone, '/points/2026-10/object')
    await fireEvent.update(await screen.findByLabelText('为什么不对'), '少记了一次')
    await fireEvent.click(screen.getByRole('button', { name: '提交异议' }))
    expect(await screen.findByText('请选是哪一条。都不是就选最后一个。')).toBeTruthy()
    expect(await phone.db.outbox.count()).toBe(0)
    await fireEvent.click(screen.getByLabelText('别的：少记了，或者整个月不对'))
    await fireEvent.click(screen.getByRole('button', { name: '提交异议' }))
    await waitFor(async () => {
      expect(await phone.db.outbox.count()).toBe(1)
    })
  })
})
