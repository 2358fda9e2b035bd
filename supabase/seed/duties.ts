import { addDays } from '../../src/domain/day.ts'
import { actAs } from './as-member.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { idOf } from './random.ts'
import type { Query } from './rows.ts'
import { demoPerson } from './scene.ts'

const heldDays = 90
const held = { post: '服务代办岗', households: '溪边李家、王家、赵家，还有独居的吴奶奶' }

export const demoTermId = idOf('duty term', 'held')
export const demoAskedTermId = idOf('duty term', 'asked')
export const demoLinkId = idOf('contact link', 'helper')

interface Villager {
  key: string
  name: string
  phone: string
  words: string
}

// Nobody's numbers: no line in the country begins like these.
const villagers: readonly Villager[] = [
  {
    ...{ key: 'medicine', name: '吴奶奶', phone: '000-1000' },
    words: '降压药快吃完了，腿脚不便，想请人到镇卫生院代取。',
  },
  {
    ...{ key: 'ditch', name: '李大哥', phone: '000-2000' },
    words: '门口的水沟堵了，一下雨就漫到院子里，请来看看。',
  },
]

export const demoRequestId = (key: string): string => idOf('request', key)
/** By which a villager of the demo follows what they asked; a real one is made in the browser. */
export const demoFollow = (key: string): string => `demo-follows-the-${key}-0000`

/** The secret of the demo's contact card. Each database has a key of its own, so it is asked for. */
export async function demoContactSecret(query: Query): Promise<string> {
  const [row] = await query<{ secret: string }>('select private.contact_secret($1) as secret', [
    demoLinkId,
  ])
  if (row === undefined) throw new Error('the house has no key')
  return row.secret
}

const act = (name: string, about: string, args: object) => ({
  id: idOf('duties', name, about),
  name,
  args,
})

/** Who holds a post and who asks for one, a card at a villager's door, and what was asked by it. */
export async function giveDuties(ports: TownPorts, people: readonly Person[]): Promise<void> {
  const { query, today } = ports
  const helper = demoPerson(people, '帮扶人')
  const elder = demoPerson(people, '年老党员')
  const secretary = demoPerson(people, '支部书记')
  await actAs(
    query,
    helper.id,
    act('ask_duty', 'held', {
      ...{ term_id: demoTermId, member_id: helper.id, post_id: await postNamed(query, held.post) },
      words: '我常去镇上，能帮大家捎带办事。',
    }),
    act('make_contact_link', 'helper', { link_id: demoLinkId, member_id: helper.id }),
  )
  await actAs(
    query,
    elder.id,
    act('ask_duty', 'asked', {
      ...{ term_id: demoAskedTermId, member_id: elder.id },
      ...{ post_id: await postNamed(query, '文明新风岗'), words: '村里的红白事我都去帮忙。' },
    }),
  )
  await actAs(
    query,
    secretary.id,
    act('decide_duty', 'held', {
      ...{ term_id: demoTermId, agreed: true, from_day: addDays(today, -heldDays) },
      ...{ households: held.households, note: '' },
    }),
  )
  for (const villager of villagers) await ask(query, villager)
  await actAs(
    query,
    helper.id,
    act('take_request', 'ditch', { request_id: demoRequestId('ditch') }),
    act('finish_request', 'ditch', {
      ...{
        request_id: demoRequestId('ditch'),
        secret_answer: '沟通了，捞出半车淤泥，下雨再来看。',
      },
    }),
  )
}

async function postNamed(query: Query, name: string): Promise<string> {
  const [post] = await query<{ id: string }>('select id from public.duty_posts where name = $1', [
    name,
  ])
  if (post === undefined) throw new Error(`the town has no ${name}`)
  return post.id
}

/** As a villager does it, without an account. */
async function ask(query: Query, { key, name, phone, words }: Villager): Promise<void> {
  const [row] = await query<{ said: { ok?: true } }>(
    'select public.send_request($1, $2, $3, $4, $5, $6, null, $7) as said',
    [
      await demoContactSecret(query),
      ...[demoRequestId(key), demoFollow(key), name, phone, words, `browser of ${key}`],
    ],
  )
  if (row?.said.ok !== true) throw new Error(`${key} was refused: ${JSON.stringify(row?.said)}`)
}
