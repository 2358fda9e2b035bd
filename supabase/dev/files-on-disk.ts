import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { App } from '@supabase/lite'

type StorageAdapter = NonNullable<App['_storageAdapter']>
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>

/** The disk keeps bytes only; what they are is told by their names. */
const mimes: Record<string, string> = {
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
}

export const mimeOf = (path: string) =>
  mimes[extname(path).toLowerCase()] ?? 'application/octet-stream'

/** Where Supabase Storage puts its bytes when the server is this process: plain files under one folder. */
export function filesOnDisk(folder: string): StorageAdapter {
  const root = normalize(folder) + sep

  function pathOf(bucket: string, key: string) {
    const path = normalize(join(root, bucket, key))
    if (!path.startsWith(root)) throw new Error('a path must stay inside the storage folder')
    return path
  }

  async function describe(path: string): Promise<Metadata> {
    const { size, mtime } = await stat(path)
    const tag = createHash('sha256').update(`${path}:${String(size)}:${mtime.toISOString()}`)
    return {
      cacheControl: 'no-cache',
      contentLength: size,
      size,
      mimetype: mimeOf(path),
      lastModified: mtime,
      eTag: `"${tag.digest('hex').slice(0, 32)}"`,
    }
  }

  return {
    driver: null,
    async getObject(bucket, key) {
      const path = pathOf(bucket, key)
      const metadata = await describe(path)
      return { metadata, httpStatusCode: 200, body: Readable.toWeb(createReadStream(path)) }
    },
    async uploadObject(bucket, key, _version, body) {
      const path = pathOf(bucket, key)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, body instanceof Uint8Array ? body : Readable.fromWeb(body as never))
      return describe(path)
    },
    async deleteObject(bucket, key) {
      await rm(pathOf(bucket, key), { force: true })
    },
    async deleteObjects(bucket, keys) {
      for (const key of keys) await rm(pathOf(bucket, key), { force: true })
    },
    async copyObject(bucket, key, _version, toBucket, toKey) {
      const path = pathOf(toBucket, toKey)
      await mkdir(dirname(path), { recursive: true })
      await copyFile(pathOf(bucket, key), path)
      const { eTag, lastModified } = await describe(path)
      return { httpStatusCode: 200, eTag, ...(lastModified && { lastModified }) }
    },
    headObject: (bucket, key) => describe(pathOf(bucket, key)),
    privateAssetUrl: (bucket, key) => Promise.resolve(`file://${pathOf(bucket, key)}`),
  }
}
