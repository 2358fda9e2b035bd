import { writeSection } from '../report.ts'
import { fromNotice, toldNotice } from './from-notice.ts'
import { measureCrowd, toldCrowd } from './last-places.ts'

const crowd = await measureCrowd()
console.log(crowd)
const notice = await fromNotice()
console.log(notice)
writeSection('shift', `${toldCrowd(crowd)}\n\n${toldNotice(notice)}`, {
  chromium: notice.chromium,
  postgresql: crowd.postgresql,
})
