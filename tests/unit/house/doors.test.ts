// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { answerApi } from '../../../supabase/dev/api.ts'
import type { Backend } from '../../../supabase/dev/backend.ts'

const file = Uint8Array.from({ length: 100 }, (_, at) => at)

/** A backend that answers every question with one file, and remembers what it was asked. */
function fileBackend() {
  const asked: string[] = []
  const backend: Backend = {
    db: { exec: () => Promise.resolve(), query: () => Promise.resolve([]) },
    fetch: (request) => {
      asked.push(new URL(request.url).pathname)
      const headers = { 'content-type': 'audio/mpeg', 'access-control-allow-origin': '*' }
      return Promise.resolve(new Response(file, { headers }))
    },
    storeFile: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  return { asked, backend }
}

const song = 'http://town/storage/v1/object/authenticated/materials/org/song.mp3'

async function download(range?: string) {
  const request = new Request(song, range === undefined ? {} : { headers: { range } })
  const answer = await answerApi(fileBackend().backend, request)
  return {
    status: answer.status,
    range: answer.headers.get('content-range'),
    bytes: [...new Uint8Array(await answer.arrayBuffer())],
  }
}

describe('a broken download goes on where it stopped', () => {
  it.each([
    ['bytes=90-', 'bytes 90-99/100', file.slice(90)],
    ['bytes=10-12', 'bytes 10-12/100', file.slice(10, 13)],
    ['bytes=95-500', 'bytes 95-99/100', file.slice(95)],
    ['bytes=-5', 'bytes 95-99/100', file.slice(95)],
    ['bytes=-500', 'bytes 0-99/100', file],
  ])('%s is that part and no other', async (range, says, bytes) => {
    expect(await download(range)).toEqual({ status: 206, range: says, bytes: [...bytes] })
  })

  it('asking for more than there is is refused, with the true length', async () => {
    expect(await download('bytes=100-')).toEqual({ status: 416, range: 'bytes */100', bytes: [] })
  })

  it.each(['bytes=5-2', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=a-b'])(
    'a question we do not follow (%s) is answered with the whole file',
    async (range) => {
      expect(await download(range)).toEqual({ status: 200, range: null, bytes: [...file] })
    },
  )

  it('without a question it is the whole file', async () => {
    expect(await download()).toEqual({ status: 200, range: null, bytes: [...file] })
  })
})

describe('the doors of the server', () => {
  const knock = async (path: string, method = 'GET') => {
    const { asked, backend } = fileBackend()
    const answer = await answerApi(backend, new Request(`http://town${path}`, { method }))
    return { asked, answer }
  }

  it.each([
    '/rest/v1/',
    '/rest/v1/rpc/',
    '/rest/v1/orgs',
    '/rest/v1/directory_cards?select=id,o:orgs(id,c:directory_cards(id))',
    '/rest/v1/rpc/../../_system',
    '/rest/v1/information_schema.tables',
    '/auth/v1/admin/users',
    '/auth/v1/otp',
    '/auth/v1/verify',
    '/auth/v1/user',
    '/storage/v1/bucket',
    '/storage/v1/bucket/materials',
    '/storage/v1/object/sign/materials/a/b.mp3',
    '/storage/v1/object/public/materials/a/b.mp3',
    '/storage/v1/object/info/materials/a/b.mp3',
    '/storage/v1/object/authenticated/photos/a/b.mp3',
    '/storage/v1/object/list/materials',
    '/storage/v1/object/move',
    '/storage/v1/object/copy',
    '/storage/v1/object/materials/%00',
  ])('%s is not one of them, and nobody inside hears of it', async (path) => {
    const { asked, answer } = await knock(path)
    expect(answer.status).toBe(404)
    expect(asked).toEqual([])
  })

  it.each(['/rest/v1/rpc/sync', '/auth/v1/token', '/storage/v1/object/materials/a/b.mp3'])(
    '%s is one of them, for who comes the way the app does',
    async (path) => {
      expect((await knock(path, 'POST')).asked).toEqual([path])
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { asked, answer } = await knock(path, method)
        expect([method, answer.status, asked]).toEqual([method, 405, []])
      }
    },
  )

  it('a file is opened with a token, and opened only', async () => {
    const path = '/storage/v1/object/authenticated/materials/a/b.mp3'
    expect((await knock(path, 'HEAD')).answer.status).toBe(200)
    expect((await knock(path, 'DELETE')).answer.status).toBe(405)
  })

  it.each(['?select=orgs(id,directory_cards(id))', '?login_number=1&code=2'])(
    'a function is called by its name alone, not with %s',
    async (words) => {
      const { asked, answer } = await knock(`/rest/v1/rpc/whoami${words}`, 'POST')
      expect([answer.status, asked]).toEqual([400, []])
    },
  )

  it.each(['/auth/v1/token?grant_type=password', '/auth/v1/logout?scope=local'])(
    '%s may say what for',
    async (path) => {
      expect((await knock(path, 'POST')).answer.status).toBe(200)
    },
  )

  it('a file read with a token is the same file by both of its names', async () => {
    const { asked } = await knock('/storage/v1/object/authenticated/materials/a/b.mp3')
    expect(asked).toEqual(['/storage/v1/object/materials/a/b.mp3'])
  })

  it('no answer is kept on the way or read by a foreign page', async () => {
    const { answer } = await knock('/rest/v1/rpc/sync', 'POST')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })
})
