import { shallowReactive, ref } from 'vue'
import { reportTrouble } from '@/db/trouble'
import { usePhone } from '@/db/use-phone'
import { no, type Fault } from '@/domain/fault'
import { asId } from '@/domain/id'
import type { Material } from '@/domain/synced'
import { attachFile } from './mutations'
import { dropPending, pendingBlob, type PendingFile } from './pending-files'

export type Sending = { kind: 'sending' } | { kind: 'failed'; fault: Fault }

/** Sends waiting files one after the other. What was cut off anywhere may simply be sent again: the ids stay. */
export function useUploads() {
  const phone = usePhone()
  const sending = shallowReactive(new Map<string, Sending>())
  const busy = ref(false)

  async function send(file: PendingFile, orgId: Material['orgId']): Promise<boolean> {
    const { fileId, materialId, kind, mime, bytes, name, seconds } = file
    const path = `${orgId}/${fileId}`
    if (await phone.db.materialFiles.get(fileId)) {
      // It was handed over before the tab was killed.
      await dropPending(phone.db, file)
      return true
    }
    sending.set(fileId, { kind: 'sending' })
    const blob = await pendingBlob(phone.db, file)
    const answer = blob
      ? await phone.files.upload(path, blob)
      : no({ kind: 'refused', code: 'file-missing' })
    if (!answer.ok) {
      sending.set(fileId, { kind: 'failed', fault: answer.fault })
      return false
    }
    const args = {
      fileId: asId<'materialFiles'>(fileId),
      materialId,
      kind,
      path,
      mime,
      bytes,
      name,
    }
    await phone.mutate(attachFile, { ...args, ...(seconds !== null && { seconds }) })
    await dropPending(phone.db, file)
    sending.delete(fileId)
    return true
  }

  /** Stops at the first that fails: without a signal, the others would only fail as slowly. */
  async function sendAll(files: readonly PendingFile[], orgId: Material['orgId']) {
    if (busy.value) return
    busy.value = true
    try {
      for (const file of files) if (!(await send(file, orgId))) break
    } catch (error) {
      reportTrouble(error)
    } finally {
      busy.value = false
    }
  }
  return { sending, busy, sendAll }
}
