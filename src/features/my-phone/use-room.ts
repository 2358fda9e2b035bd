import { onMounted, shallowRef } from 'vue'
import type { FilesPort, StorageRoom } from '@/db/files-port'
import { say } from '@/ui/say'

/** How much room the phone has left for us; looked at again after each removal. */
export function useRoom(files: FilesPort) {
  const room = shallowRef<StorageRoom>()

  async function look() {
    room.value = await files.room()
  }
  async function keep() {
    const promised = await files.keep()
    say(
      promised
        ? '好了，手机空间不够时也不会自动清掉这里的内容。'
        : '这个浏览器没有答应。装到手机桌面以后再试一次。',
    )
    await look()
  }
  onMounted(look)
  return { room, look, keep }
}
