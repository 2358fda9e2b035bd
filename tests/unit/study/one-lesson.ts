import { asId } from '@/domain/id'
import { given, material, phoneOf, type TestedPhone } from './village'

const pressure = asId<'materials'>('pressure')
const questions = [
  {
    ask: '量以前先怎样？',
    options: ['跑两圈', '安静坐五分钟'],
    answer: 1,
    because: '跑了会偏高。',
  },
  { ask: '药能自己停吗？', options: ['不能', '能'], answer: 0, because: '停药容易反弹。' },
]

/** Old Zhao at home, with one lesson on his phone and no signal. */
export async function atHome(): Promise<TestedPhone> {
  const phone = await phoneOf()
  await phone.db.materials.put(material('pressure', { title: '血压怎么量' }))
  await phone.db.studyAssignments.put(given('pressure'))
  await phone.db.materialBodies.put({
    id: pressure,
    body: '坐稳了再量。\n\n![坐稳](picture:sit.png)',
    questions,
  })
  return phone
}

export const aMoment = () => new Promise((resolve) => setTimeout(resolve, 50))
export const progressOf = async (phone: TestedPhone) => (await phone.db.studyProgress.toArray())[0]
