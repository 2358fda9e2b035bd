import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { App } from '@supabase/lite'

type StorageAdapter = NonNullable<App['_storageAdapter']>
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>

/**
 * Where Supabase Storage puts its bytes when the server is this process: plain files under one folder, and beside them,
 * under the same names, what kind of file each is.
 */
export function filesOnDisk(folder: string): StorageAdapter {
  const root = normalize(join(folder, 'bytes')) + sep
  const kinds = normalize(join(folder, 'kinds'))

  function pathOf(bucket: string, key: string) {
    const path = normalize(join(root, bucket, key))
    if (!path.startsWith(root)) throw new Error('a path must stay inside the storage folder')
    return path
  }

  const kindOf = (path: string) => join(kinds, path.slice(root.length))

  async function keep(path: string, contentType: string, write: () => Promise<void>) {
    await mkdir(dirname(path), { recursive: true })
    await mkdir(dirname(kindOf(path)), { recursive: true })
    await write()
    await writeFile(kindOf(path), contentType)
  }

  async function remove(path: string) {
    await rm(path, { force: true })
    await rm(kindOf(path), { force: true })
  }

  async function describe(path: string): Promise<Metadata> {
    const { size, mtime } = await stat(path)
    const tag = createHash('sha256').update(`${path}:${String(size)}:${mtime.toISOString()}`)
    return {
      cacheControl: 'no-cache',
      contentLength: size,
      size,
      mimetype: await readFile(kindOf(path), 'utf8'),
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
    async uploadObject(bucket, key, _version, body, contentType) {
      const path = pathOf(bucket, key)
      const bytes = body instanceof Uint8Array ? body : Readable.fromWeb(body as never)
      await keep(path, contentType, () => writeFile(path, bytes))
      return describe(path)
    },
    deleteObject: (bucket, key) => remove(pathOf(bucket, key)),
    async deleteObjects(bucket, keys) {
      for (const key of keys) await remove(pathOf(bucket, key))
    },
    async copyObject(bucket, key, _version, toBucket, toKey) {
      const [from, to] = [pathOf(bucket, key), pathOf(toBucket, toKey)]
      await keep(to, await readFile(kindOf(from), 'utf8'), () => copyFile(from, to))
      const { eTag, lastModified } = await describe(to)
      return { httpStatusCode: 200, eTag, ...(lastModified && { lastModified }) }
    },
    headObject: (bucket, key) => describe(pathOf(bucket, key)),
    privateAssetUrl: (bucket, key) => Promise.resolve(`file://${pathOf(bucket, key)}`),
  }
}
