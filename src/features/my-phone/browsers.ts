/** The ways people open a page here, as far as putting it on the home screen differs. */
export type Browser =
  | 'wechat'
  | 'ios-safari'
  | 'ios-other'
  | 'huawei'
  | 'xiaomi'
  | 'uc'
  | 'qq'
  | 'android-chrome'
  | 'other'

const signs: readonly [RegExp, Browser][] = [
  [/MicroMessenger/i, 'wechat'],
  [/(iPhone|iPad|iPod).*(CriOS|FxiOS|EdgiOS|UCBrowser|MQQBrowser|baidu)/i, 'ios-other'],
  [/(iPhone|iPad|iPod).*Safari/i, 'ios-safari'],
  [/UCBrowser/i, 'uc'],
  [/MQQBrowser/i, 'qq'],
  [/HuaweiBrowser/i, 'huawei'],
  [/MiuiBrowser/i, 'xiaomi'],
  [/Android.*Chrome/i, 'android-chrome'],
]

export function browserOf(userAgent: string): Browser {
  return signs.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other'
}
