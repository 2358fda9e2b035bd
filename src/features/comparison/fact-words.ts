import type { Aspect, Band, Figures } from './comparison-rules'

/** What a figure is called by the server; anything else it sends is for another version of the app. */
type Figure =
  | 'home_minutes'
  | 'taught_minutes'
  | 'asked'
  | 'top'
  | 'meetings'
  | 'came'
  | 'excused'
  | 'missed'
  | 'late'
  | 'dues'
  | 'dues_late'
  | 'promises'
  | 'promises_open'
  | 'shifts_missed'
  | 'slips'
  | 'slips_met'
  | 'came_top_percent'
  | 'shift_minutes'
  | 'requests'
  | 'visits'
  | 'lessons'
  | 'posts'
  | 'deeds'
  | 'deeds_met'
  | 'deeds_top'

interface Fact {
  label: string
  value: string
}

const reader = (figures: Figures) => (name: Figure) => figures[name] ?? 0

/** Minutes as people say them: 40 分钟, 8 小时, 1 小时 30 分. */
export function sayTime(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${String(rest)} 分钟`
  return rest === 0 ? `${String(hours)} 小时` : `${String(hours)} 小时 ${String(rest)} 分`
}

const times = (count: number, unit: string) => `${String(count)} ${unit}`

/** What is recorded of somebody in an aspect; of what there was nothing of, only where nothing is good. */
export function factsOf(aspect: Aspect, figures: Figures): Fact[] {
  const of = reader(figures)
  switch (aspect) {
    case 'study':
      return [
        { label: '自己学、在家学', value: sayTime(of('home_minutes')) },
        { label: '集中学（党课、夜校、主题党日）', value: sayTime(of('taught_minutes')) },
      ]
    case 'conduct':
      return conductFacts(figures)
    case 'contribution':
      return [
        { label: '服务班次', value: sayTime(of('shift_minutes')) },
        { label: '群众评过满意或一般的事', value: times(of('requests'), '件') },
        { label: '走访', value: times(of('visits'), '天') },
        { label: '给老党员送学', value: times(of('lessons'), '次') },
        { label: '岗位', value: of('posts') > 0 ? '在岗' : '还没有' },
      ]
  }
}

function conductFacts(figures: Figures): Fact[] {
  const of = reader(figures)
  const facts: (Fact & { when: boolean })[] = [
    {
      ...{ label: '会议和主题党日', when: of('meetings') > 0 },
      value: `${times(of('meetings'), '次')}，到 ${times(of('came'), '次')}，请假 ${times(of('excused'), '次')}`,
    },
    { label: '没请假没到', value: times(of('missed'), '次'), when: of('meetings') > 0 },
    { label: '迟到、早退', value: times(of('late'), '次'), when: of('late') > 0 },
    {
      ...{ label: '党费', when: of('dues') + of('dues_late') > 0 },
      value: of('dues_late') > 0 ? `晚交 ${times(of('dues_late'), '次')}` : '按时交了',
    },
    {
      ...{ label: '答应群众的事', when: of('promises') > 0 },
      value: `${times(of('promises'), '件')}，还没办好 ${times(of('promises_open'), '件')}`,
    },
    {
      ...{ label: '报了班次没来也没说', when: of('shifts_missed') > 0 },
      value: times(of('shifts_missed'), '次'),
    },
  ]
  return facts.filter(({ when }) => when).map(({ label, value }) => ({ label, value }))
}

/** By what an aspect is measured, with the numbers that hold for this member. */
export function sayMeasure(aspect: Aspect, figures: Figures): string {
  const of = reader(figures)
  switch (aspect) {
    case 'study':
      return of('asked') === 0
        ? '这一季才来，下一季开始比。'
        : `这一季要学 ${sayTime(of('asked'))}，学到 ${sayTime(of('top'))}算突出。`
    case 'conduct':
      return `不到要请假，在家参加也算到；党费按时交；答应的事按时办；报了班次来不了先说一声。差错不超过 ${times(of('slips_met'), '次')}算做到，一次没有、到会不少于${String(of('came_top_percent'))}%算突出。`
    case 'contribution':
      return `班次每满一小时、群众评过满意或一般的一件事、走访一天、送学一次各算一件，有岗位算一件。${times(of('deeds_met'), '件')}算做到，${times(of('deeds_top'), '件')}算突出。`
  }
}

/** What would lift somebody by a band; nothing where they stand in the first. */
export function sayNext(aspect: Aspect, band: Band, figures: Figures): string {
  if (band === 'top') return ''
  const of = reader(figures)
  switch (aspect) {
    case 'study': {
      if (of('asked') === 0) return ''
      const done = of('home_minutes') + of('taught_minutes')
      const goal = band === 'met' ? of('top') : of('asked')
      return goal > done
        ? `再学 ${sayTime(goal - done)}就${band === 'met' ? '突出' : '做到'}了。`
        : ''
    }
    case 'conduct':
      return nextInConduct(band, figures)
    case 'contribution': {
      const goal = band === 'met' ? of('deeds_top') : of('deeds_met')
      return goal > of('deeds')
        ? `现在算 ${times(of('deeds'), '件')}，再做 ${times(goal - of('deeds'), '件')}就${band === 'met' ? '突出' : '做到'}了。`
        : ''
    }
  }
}

function nextInConduct(band: Band, figures: Figures): string {
  const of = reader(figures)
  if (of('promises_open') > 0) return '把答应群众的事办好，记下来，就少一次差错。'
  if (band === 'met' && of('slips') === 0 && of('late') === 0) return '多到会，就突出了。'
  if (band === 'none') return ''
  return '下一季到不了的先请假，该办的按时办，就上去了。'
}

/** Why somebody is not compared, in words that take nothing from them. */
export function sayWhyNot(aspect: Aspect, figures: Figures): string {
  if (aspect === 'conduct' && factsOf(aspect, figures).length === 0)
    return '这一季没有记着该到的会、该交的党费，没有可比的。'
  return '年老体弱、长期患病、在外务工、刚来的同志，按实际情况不比这一项；做了的照样算，够了就有名。'
}
