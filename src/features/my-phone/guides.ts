import type { Browser } from './browsers'

/** Where on the screen the menu is that a step speaks of; the drawing shows it. */
export type Corner = 'top-right' | 'bottom-right' | 'bottom-middle'

export interface Guide {
  name: string
  corner: Corner
  sign: 'dots' | 'lines' | 'share'
  steps: readonly string[]
}

const openElsewhere = '点最上面一排右边的三个点。'

export const guides: Record<Browser, Guide> = {
  wechat: {
    name: '微信',
    corner: 'top-right',
    sign: 'dots',
    steps: [openElsewhere, '点「在浏览器打开」。', '浏览器打开以后，再回到这一页，照着装到桌面。'],
  },
  'ios-safari': {
    name: '苹果手机',
    corner: 'bottom-middle',
    sign: 'share',
    steps: [
      '点屏幕最下面中间的「分享」（方框上有箭头）。',
      '往上滑，点「添加到主屏幕」。',
      '点右上角的「添加」。',
    ],
  },
  'ios-other': {
    name: '苹果手机上的其他浏览器',
    corner: 'top-right',
    sign: 'share',
    steps: [
      '请改用苹果自带的浏览器（蓝色指南针）打开这个地址。',
      '点屏幕最下面中间的「分享」。',
      '点「添加到主屏幕」，再点「添加」。',
    ],
  },
  huawei: {
    name: '华为浏览器',
    corner: 'bottom-right',
    sign: 'dots',
    steps: ['点右下角的四个点或三个点。', '点「添加至」，再点「桌面」。', '点「添加」。'],
  },
  xiaomi: {
    name: '小米浏览器',
    corner: 'bottom-right',
    sign: 'lines',
    steps: [
      '点右下角的三条线。',
      '点「添加到桌面」或「工具箱」里的「添加到桌面」。',
      '点「确定」。',
    ],
  },
  uc: {
    name: 'UC 浏览器',
    corner: 'bottom-middle',
    sign: 'lines',
    steps: ['点最下面中间的三条线。', '点「分享」，再点「添加到桌面」。', '点「确定」。'],
  },
  qq: {
    name: 'QQ 浏览器',
    corner: 'bottom-middle',
    sign: 'lines',
    steps: ['点最下面中间的三条线。', '点「添加书签」，再点「桌面」。', '点「确定」。'],
  },
  'android-chrome': {
    name: '安卓手机的浏览器',
    corner: 'top-right',
    sign: 'dots',
    steps: ['点右上角的三个点。', '点「添加到主屏幕」或「安装应用」。', '点「安装」。'],
  },
  other: {
    name: '别的浏览器',
    corner: 'top-right',
    sign: 'dots',
    steps: [
      '找到浏览器的菜单，一般是三个点或三条线。',
      '点「添加到桌面」或「添加到主屏幕」。',
      '点「添加」。',
    ],
  },
}
