import type { CommandName } from './synced'

/** What a person did, in the words of the notice that tells how it went. */
export const actWords = {
  issue_card: '发激活卡',
  revoke_card: '作废激活卡',
  register_member: '登记党员',
  edit_directory_card: '修改名片',
  edit_member_record: '修改党员档案',
  assign_category: '调整类别',
  transfer_member: '转接组织关系',
  appoint: '任职',
  end_appointment: '结束任职',
  suspend_member: '停用账号',
  restore_member: '恢复账号',
  name_helper: '指定帮学人',
  end_helper: '结束帮学',
  save_material: '保存学习内容',
  publish_material: '发布学习内容',
  withdraw_material: '撤下学习内容',
  attach_file: '添加录音或图片',
  detach_file: '去掉录音或图片',
  assign_material: '布置学习',
  unassign_material: '取消布置',
  record_reading: '记下学到哪里',
  finish_material: '学完了',
  record_home_lesson: '记录送学上门',
  record_paper_study: '补录纸质学习',
  say_times: '记积分例外',
  exempt_member: '定为免扣基础分',
  end_exemption: '结束免扣基础分',
  propose_month: '上报积分表',
  withdraw_month: '撤回积分表',
  return_month: '退回积分表',
  confirm_month: '确认积分表',
  edit_rule: '改积分办法',
  drop_rule: '取消一条积分办法',
  set_ceilings: '改基础分和上限',
  drop_draft_rules: '扔掉积分办法的草稿',
  publish_rules: '公布积分办法',
} as const satisfies Record<CommandName, string>

/** An act's name in words; one that another version of the app wrote down has none here. */
export const sayAct = (name: string): string =>
  name in actWords ? actWords[name as CommandName] : '以前记下的一件事'
