import type { Dice } from './random.ts'

/** What somebody is in the branch or the town, besides being a member. */
export type Job =
  | 'secretary'
  | 'committee'
  | 'group-head'
  | 'town-staff'
  | 'coordinator'
  | 'cadre'
  | 'shopkeeper'
  | 'liaison'

const jobPosts: Record<Job, readonly string[]> = {
  secretary: ['党支部书记'],
  committee: ['组织委员', '宣传委员'],
  'group-head': ['村会计', '妇联主席', '团支部书记', '村民小组长', '村务监督委员会主任'],
  'town-staff': ['镇党委工作人员'],
  coordinator: ['办事处总支干事'],
  cadre: ['驻村干部'],
  shopkeeper: ['先锋超市管理员'],
  liaison: ['在外党员联络员'],
}

// 设岗定责: the seven posts members without an office may take, each with a promise for the contact card.
const dutyPosts = [
  { post: '美丽乡村岗', promise: '每周扫一遍门前这条路，见着垃圾就捡。' },
  { post: '民事调解岗', promise: '邻里有了疙瘩，我先去坐坐，两头劝。' },
  { post: '平安和谐岗', promise: '天黑转一圈，有生人、有火星，马上告诉村里。' },
  { post: '勤劳致富岗', promise: '我家怎么种的，谁来问都教，苗和药都能帮着买。' },
  { post: '服务代办岗', promise: '跑腿交费、拿药取件，喊一声我就去。' },
  { post: '文明新风岗', promise: '红白事少花钱，我先带头，也帮着操持。' },
  { post: '政策宣传岗', promise: '镇里有新政策，我用大白话讲到您听懂。' },
] as const

const officePromises = [
  '今年把村东那条土路修平，秋收前通车。',
  '每月到独居老人家走两趟，有病有难先知道。',
  '村里的账每季度上墙，谁问都讲明白。',
  '帮三户人家找到稳当的活计。',
  '把村口的路灯修好，坏一盏三天内换上。',
  '谁家红白喜事要帮手，我到场，一分钱不收。',
  '给村里请两回农技员，春天一回，秋天一回。',
  '学校放了假，村部的书屋天天开门。',
  '每户的难处记一本账，办一件划一件。',
]
const jobPromises: Partial<Record<Job, string>> = {
  cadre: '每周来村里两天，有事当面说，办到哪一步都给您回话。',
  shopkeeper: '货架上缺啥您说话，腿脚不便的我送到家。',
  liaison: '每月给在外的党员打一个电话，家里有事我先照应。',
}

export interface PublicSide {
  post: string | null
  promise: string | null
}

const nothing: PublicSide = { post: null, promise: null }

/** What the card says: the office, or the duty post somebody without an office took, or nothing. */
export function publicSide(dice: Dice, category: string, job: Job | undefined): PublicSide {
  if (job !== undefined) {
    return {
      post: dice.pick(jobPosts[job]),
      promise: jobPromises[job] ?? dice.pick(officePromises),
    }
  }
  if (category === 'office') return { post: null, promise: dice.pick(officePromises) }
  if (category === 'village' && dice.happens(0.8)) return dice.pick(dutyPosts)
  return nothing
}
