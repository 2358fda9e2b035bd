/** Every stable code the server may refuse with, in words. A test holds this list against the SQL. */
export const refusalWords: Readonly<Record<string, string>> = {
  'signed-out': '需要重新登录。',
  'cut-off': '这个账号在这台手机上已经停用，请找支部书记领新的激活卡。',
  'bad-request': '手机和镇里没说到一起，请更新后再试。',
  'bad-cursor': '手机里的内容要重新取一遍，会自动完成。',
  'bad-arguments': '填写的内容有一处不对，请检查后再试。',
  'too-big': '内容太长了，请缩短后再试。',
  'app-too-old': '手机上的版本太旧，请更新后再用。',
  'unknown-command': '手机上的版本和镇里的不一致，请更新后再试。',
  'id-reused': '这件事之前已经交过，内容不一样，没有重复记录。',
  'not-allowed': '您现在没有办这件事的权限，请联系支部书记。',
  'ask-the-town': '这位同志在上级有任职，激活卡要由镇党委来发。',
  'number-taken': '登录号正好和别人一样，请重新发一次。',
  'not-a-branch': '只能放到村党支部或者第八党支部。',
  'already-given': '这篇已经这样安排过了。',
  'already-there': '这位党员已经在那个支部了。',
  'role-not-here': '这个职务不能放在这里，请换一个地方。',
  'not-in-the-branch': '选的人不在这个支部，或者选了同一个人，请核对。',
  'not-your-elder': '那天您还不是这位老同志的帮学人，请找支部书记核对。',
  'day-out-of-range': '日子太早了，或者在今天以后，请核对。',
  'not-your-study': '这篇内容现在不归您学，可能已经撤下了。',
  'material-not-published': '这篇内容还没有发布，要先发布。',
  'month-closed': '这个月的积分已经不能改了，请和镇党委核对。',
  'month-out-of-range': '只能从这个月起，到一年以内的月份。',
  'no-draft': '没有草稿可以公布，可能别人已经公布了。',
  'not-of-age': '按登记的出生日期，这位同志还不满 70 岁，请核对。',
  'month-not-over': '这个月还没过完，下个月初再上报。',
  'not-a-draft': '这个月已经上报了。',
  'not-proposed': '这个月现在不在等确认，可能已经撤回、退回或者确认了。',
  'not-your-own': '自己上报的，要由镇里别的同志确认。',
  'changed-meanwhile': '您看过以后内容又变了，请重新看一遍再确认。',
  'no-such-rule': '这个月的积分办法里没有这一条，请核对。',
  'server-fault': '镇里的电脑出了点问题，这一条没有记上，请过一会儿再做一次。',
  'card-not-valid': '登录号或激活码不对，或者这张卡已经用过、过期了。请核对，或找支部书记换一张。',
  'too-many-attempts': '试的次数太多了，请过一会儿再试。',
  'already-active': '这张卡已经激活过，请直接登录。',
  'wrong-password': '登录号或密码不对，请再试一次。忘了密码就找支部书记领新的激活卡。',
  'password-too-weak': '密码太简单，请至少用 6 位。',
  'password-set-before': '这张卡刚才已经设过密码，请输入刚才设的那个密码。',
}

const unknownRefusal = '这一条没有通过，请联系支部书记。'

/** Never a code on a screen: an unknown refusal still gets a sentence. */
export function sayRefusal(code: string): string {
  return refusalWords[code] ?? unknownRefusal
}
