import { shallowReactive, ref } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { usePhone } from '@/db/use-phone'
import { no, yes, type Answer, type Fault } from '@/domain/fault'
import type { Material } from '@/domain/synced'
import { attachFile } from './mutations'
import { dropPending, pendingBlob, type PendingFile } from './pending-files'

export type Sending = { kind: 'sending' } | { kind: 'failed'; fault: Fault }

/** Sends waiting files one after the other. What was cut off anywhere may simply be sent again: the ids stay. */
export function useUploads() {
  const phone = usePhone()
  const sending = shallowReactive(new Map<string, Sending>())
  const busy = ref(false)

  async function upload(file: PendingFile, orgId: Material['orgId']): Promise<Answer<null>> {
    const { fileId } = file
    if (await phone.db.materialFiles.get(fileId)) {
      // It was handed over before the tab was killed.
      await dropPending(phone.db, file)
      return yes(null)
    }
    sending.set(fileId, { kind: 'sending' })
    const blob = await pendingBlob(phone.db, file)
    const answer = blob
      ? await phone.files.upload(`${orgId}/${fileId}`, blob)
      : no({ kind: 'refused', code: 'file-missing' })
    if (answer.ok) await handOver(file, orgId)
    else sending.set(fileId, { kind: 'failed', fault: answer.fault })
    return answer
  }

  async function handOver(file: PendingFile, orgId: Material['orgId']) {
    const { seconds, ...said } = file
    const path = `${orgId}/${file.fileId}`
    await phone.mutate(attachFile, { ...said, path, ...(seconds !== null && { seconds }) })
    await dropPending(phone.db, file)
    sending.delete(file.fileId)
  }

  /** Stops at the first that fails: without a signal, the others would only fail as slowly. */
  async function sendAll(files: readonly PendingFile[], orgId: Material['orgId']) {
    if (busy.value) return
    busy.value = true
    try {
      for (const file of files) if (!(await upload(file, orgId)).ok) break
    } catch (error) {
      reportTrouble(error)
    } finally {
      busy.value = false
    }
  }
  return { sending, busy, sendAll }
}
