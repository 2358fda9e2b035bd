import { diceFor, type Dice } from './random.ts'

export type Sex = 'female' | 'male'

export interface Name {
  name: string
  /** Full sound with spaces, lower case: 周长河 → zhou chang he. */
  pinyin: string
}

// Every character a name may hold, with its sound in names.
const sounds = new Map(
  `王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 马ma 朱zhu 郭guo 何he 林lin 高gao
  罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 韩han 冯feng 曹cao 彭peng 田tian 董dong 潘pan 袁yuan 于yu 杜du 程cheng
  魏wei 苏su 吕lv 姚yao 姜jiang 崔cui 谭tan 范fan 石shi 贾jia 夏xia 方fang 邹zou 孟meng 秦qin 侯hou 郝hao 邵shao
  长chang 广guang 德de 福fu 守shou 兴xing 玉yu 春chun 永yong 万wan 庆qing 保bao 传chuan 怀huai 树shu 河he 山shan 友you
  善shan 财cai 祥xiang 顺shun 根gen 喜xi 海hai 生sheng 和he 礼li 桂gui 秀xiu 月yue 凤feng 素su 淑shu 翠cui 金jin 秋qiu
  彩cai 英ying 芳fang 兰lan 珍zhen 花hua 莲lian 香xiang 云yun 梅mei 荣rong 华hua 芝zhi 娥e 琴qin 建jian 志zhi 文wen
  立li 新xin 学xue 明ming 成cheng 宏hong 光guang 少shao 军jun 民min 平ping 强qiang 东dong 峰feng 勇yong 良liang
  忠zhong 杰jie 波bo 利li 丽li 红hong 艳yan 晓xiao 慧hui 爱ai 美mei 敏min 霞xia 燕yan 萍ping 娟juan 浩hao 子zi 俊jun
  宇yu 思si 家jia 天tian 嘉jia 然ran 轩xuan 辰chen 远yuan 宁ning 豪hao 博bo 航hang 阳yang 涛tao 凯kai 飞fei 雨yu
  佳jia 梦meng 欣xin 雅ya 静jing 婷ting 涵han 怡yi 琪qi 萱xuan 雪xue 娜na 洁jie 颖ying 莹ying`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 1), entry.slice(1)] as const),
)

// Commoner first: the dice below lean to the front.
const surnames = Array.from(
  '王李张刘陈杨赵黄周吴徐孙马朱郭何林高罗郑梁谢宋唐许韩冯曹彭田董潘袁于杜程魏苏吕姚姜崔谭范石贾夏方邹孟秦侯郝邵',
)

type Era = 'old' | 'middle' | 'young'
// What parents chose then: the first character from the first word, the second from the second.
const given: Record<Era, Record<Sex, readonly [string, string]>> = {
  old: {
    male: ['长广德福守兴玉春永万庆保传怀树', '河山林田友善财祥顺根喜海生和礼'],
    female: ['桂秀玉春月凤素淑翠金秋彩', '英芳兰珍花莲香云梅荣华芝娥琴'],
  },
  middle: {
    male: ['建志文立新学明成宏光少春', '军民平强华东林峰生勇良忠杰波利'],
    female: ['丽红艳晓慧爱美春秀海玉文', '敏霞燕萍娟芳华英云红梅琴'],
  },
  young: {
    male: ['浩子俊宇文明思家志晓天嘉', '然轩杰辰远宁豪博航阳涛凯飞'],
    female: ['雨晓思佳梦欣雅静文嘉', '婷涵怡琪萱雪娜敏洁颖莹慧'],
  },
}

// Names the characters above could make that belong to someone everybody knows.
const wellKnown = new Set(
  '李德生 张爱萍 李志民 刘志军 王立军 何立峰 王文涛 王志军 林俊杰 王俊凯 刘宇宁 许文强 于文华'.split(
    ' ',
  ),
)

export function pinyinOf(name: string): string {
  return Array.from(name, (character) => {
    const sound = sounds.get(character)
    if (sound === undefined) throw new Error(`no sound for ${character}`)
    return sound
  }).join(' ')
}

/** Makes invented names that fit the year of birth; a town does not use one twice while others are left. */
export function nameMaker(): (dice: Dice, sex: Sex, bornIn: number) => Name {
  const used = new Set<string>()
  return (dice, sex, bornIn) => {
    let name = invent(dice, sex, bornIn)
    for (let tries = 0; tries < 40 && used.has(name); tries++) name = invent(dice, sex, bornIn)
    used.add(name)
    return { name, pinyin: pinyinOf(name) }
  }
}

function invent(dice: Dice, sex: Sex, bornIn: number): string {
  const [first, second] = given[eraOf(bornIn)][sex]
  const surname = surnames[Math.floor(dice.next() ** 1.6 * surnames.length)] ?? '王'
  const name = surname + dice.pick(Array.from(first)) + dice.pick(Array.from(second))
  const doubled = name.charAt(1) === name.charAt(2)
  return doubled || wellKnown.has(name) ? invent(dice, sex, bornIn) : name
}

function eraOf(year: number): Era {
  if (year < 1965) return 'old'
  return year < 1985 ? 'middle' : 'young'
}

/**
 * A number nobody can be called on: mobile numbers in China begin with 13 to 19, and no numbers are given out
 * that begin with 1003. The rest is thrown from the name, so it never comes from a real list.
 */
export function unrealPhone(personId: string): string {
  const dice = diceFor(`phone/${personId}`)
  const four = () => String(dice.between(0, 9999)).padStart(4, '0')
  return `100-3${four().slice(1)}-${four()}`
}
