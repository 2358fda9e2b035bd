import { expect, it } from 'vitest'
import { asId } from '@/domain/id'
import {
  appoint,
  editDirectoryCard,
  editMemberRecord,
  endAppointment,
  registerMember,
  transferMember,
} from '@/features/roster/mutations'
import {
  pineSlope,
  post,
  registerPhone,
  secretaryLi,
  today,
  townZhou,
  wangXiulan,
  willow,
  zhaoDashan,
} from './village'

it('a member who moves leaves the posts and the help of the old branch behind, from yesterday', async () => {
  const phone = await registerPhone(townZhou)
  await phone.db.appointments.put(post(zhaoDashan, willow, 'branch_committee'))
  await phone.db.elderHelpers.put({
    ...{ id: asId('link'), elderId: wangXiulan, helperId: zhaoDashan, branchId: willow },
    ...{ fromDay: '2026-01-01', untilDay: null },
  })
  await phone.mutate(transferMember, {
    ...{
      transferId: asId('move'),
      memberId: zhaoDashan,
      toBranchId: pineSlope,
      onDay: today,
      reason: '搬家',
    },
  })
  expect((await phone.db.directoryCards.get(zhaoDashan))?.branchId).toBe(pineSlope)
  expect(await phone.db.appointments.where({ memberId: zhaoDashan }).toArray()).toMatchObject([
    { untilDay: '2026-11-21' },
  ])
  expect(await phone.db.elderHelpers.toArray()).toMatchObject([{ untilDay: '2026-11-21' }])
  expect(await phone.db.branchTransfers.toArray()).toMatchObject([
    { fromBranchId: willow, branchId: pineSlope },
  ])
})

it('a post ended before it began never was, and one ended today still counts today', async () => {
  const phone = await registerPhone(townZhou)
  const term = { memberId: zhaoDashan, orgId: willow, role: 'liaison' as const }
  await phone.mutate(appoint, { appointmentId: asId('coming'), ...term, fromDay: '2026-12-01' })
  await phone.mutate(appoint, { appointmentId: asId('running'), ...term, fromDay: '2026-01-01' })
  await phone.mutate(endAppointment, { appointmentId: asId('coming'), untilDay: today })
  await phone.mutate(endAppointment, { appointmentId: asId('running'), untilDay: today })
  expect((await phone.db.appointments.get('coming'))?.untilDay).toBe('2026-11-30')
  expect((await phone.db.appointments.get('running'))?.untilDay).toBe(today)
})

it('a number is on the card only while it is shared, and follows the record', async () => {
  const phone = await registerPhone(secretaryLi)
  const card = { memberId: wangXiulan, name: '王秀兰', pinyin: 'wxl', post: '', promise: '' }
  const shownNumber = async () => (await phone.db.directoryCards.get(wangXiulan))?.phone
  await phone.mutate(editDirectoryCard, { ...card, phoneShared: true })
  expect(await shownNumber()).toBe('10000001111')
  const record = {
    memberId: wangXiulan,
    bornOn: '1951-03-08',
    sex: 'female',
    joinedOn: '1976-07-01',
  } as const
  await phone.mutate(editMemberRecord, { ...record, phone: '10000002222' })
  expect(await shownNumber()).toBe('10000002222')
  await phone.mutate(editDirectoryCard, { ...card, phoneShared: false })
  await phone.mutate(editMemberRecord, { ...record, phone: '10000003333' })
  expect(await shownNumber()).toBeNull()
})

it("the first step of a category history carries the member's own id, as on the server", async () => {
  const phone = await registerPhone(secretaryLi)
  await phone.mutate(registerMember, {
    ...{
      memberId: asId('sun'),
      branchId: willow,
      name: '孙小梅',
      pinyin: 'sxm',
      bornOn: '1990-05-01',
      sex: 'female',
    },
    ...{ joinedOn: '2015-07-01', phone: '', category: 'village', fromDay: today },
  })
  expect(await phone.db.categoryAssignments.get('sun')).toMatchObject({
    memberId: 'sun',
    category: 'village',
    basis: '',
  })
  expect((await phone.db.memberRecords.get('sun'))?.phone).toBeNull()
})
