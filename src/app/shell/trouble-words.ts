import type { PhoneTrouble } from '@/db/trouble'

export interface TroubleWords {
  title: string
  say: string
  /** What to do, one thing at a time. */
  steps: readonly string[]
}

const whereToOpen = '点右上角的三个点，选「在浏览器打开」。'

/** Each way the phone's own store can fail us, in plain words. */
export const troubleWords = {
  'no-store': {
    title: '这里存不了东西',
    say: '先锋家园要把学习内容存在手机里，没有网才能看。现在这个窗口不让存。',
    steps: [
      whereToOpen,
      '如果开着「无痕」或「隐私」模式，请关掉它再打开。',
      '还不行，就换手机自带的浏览器。',
    ],
  },
  'store-hangs': {
    title: '手机的存储没有反应',
    say: '您手机里的内容还在，只是一时打不开。',
    steps: ['把这个浏览器完全关掉，再打开。', '还不行，就把手机关机再开机。'],
  },
  'upgrade-blocked': {
    title: '另一个窗口还开着旧的',
    say: '先锋家园更新了，可是另一个窗口还在用旧的。',
    steps: ['把别的先锋家园窗口都关掉。', '再点下面的「再试一次」。'],
  },
  full: {
    title: '手机空间满了',
    say: '手机里放不下新的东西了。已经存下的都还在。',
    steps: [
      '删掉一些不用的照片、视频，或者在「我的」里删掉听过的录音。',
      '再点下面的「再试一次」。',
    ],
  },
  closed: {
    title: '手机里的内容断开了',
    say: '浏览器把存的内容关掉了。重新打开就会接上。',
    steps: ['点下面的「再试一次」。'],
  },
  broken: {
    title: '手机里的内容打不开',
    say: '手机里的存储出了问题。',
    steps: ['点下面的「再试一次」。', '还不行，请找支部书记或帮学人看看。'],
  },
} as const satisfies Record<PhoneTrouble['kind'], TroubleWords>
