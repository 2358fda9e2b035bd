import { readFile } from 'node:fs/promises'
import { actAs, askAs } from './as-member.ts'
import type { Person } from './people.ts'
import type { TownPorts } from './ports.ts'
import { idOf } from './random.ts'
import { demoPerson } from './scene.ts'

interface Ware {
  /** Also the name of its picture. */
  key: string
  name: string
  words: string
  points: number
  monthLimit: number | null
  pieces: number
}

const wares: readonly Ware[] = [
  ware('soap', '洗衣皂', '两块装，洗衣洗手都行。', 3, null, 60),
  ware('salt', '食盐', '两袋，每袋 400 克。', 4, 2, 40),
  ware('towel', '毛巾', '纯棉，一条。', 6, 2, 30),
  ware('tissue', '抽纸', '一提六包。', 10, 2, 24),
  ware('umbrella', '雨伞', '长柄，大伞面。', 18, 1, 8),
  ware('oil', '菜籽油', '一桶 1.8 升，镇上油坊榨的。', 25, 1, 16),
  ware('rice', '大米', '一袋 5 公斤，本镇新米。', 28, 1, 20),
  // Something that is not there, so that its page can be seen as well.
  ware('flask', '暖水瓶', '两升，铁壳。', 35, 1, 0),
]

function ware(
  key: string,
  name: string,
  words: string,
  points: number,
  monthLimit: number | null,
  pieces: number,
): Ware {
  return { key, name, words, points, monthLimit, pieces }
}

const itemId = (key: string) => idOf('shop item', key)

const command = (name: string, about: string, args: object) => ({
  id: idOf('shop', name, about),
  name,
  args,
})

/** The town's shop as it is found one morning: stocked, two orders waiting, one handed out, each by whoever does it in life. */
export async function openShop(ports: TownPorts, people: readonly Person[]): Promise<void> {
  const clerk = demoPerson(people, '镇党委工作人员')
  const keeper = demoPerson(people, '先锋超市管理员')
  const townId = keeper.jobAt?.id
  await actAs(
    ports.query,
    clerk.id,
    command('set_shop_settings', 'year', {
      ...{ org_id: townId, fen_per_point: 100, year_budget_fen: 2_000_000, hold_days: 7 },
    }),
    ...wares.map(({ key, name, words, points, monthLimit }) =>
      command('save_shop_item', key, {
        ...{ item_id: itemId(key), org_id: townId, name, words, price_tenths: points * 10 },
        month_limit: monthLimit,
      }),
    ),
    ...(await Promise.all(
      wares.map(async ({ key }) =>
        command('set_shop_photo', key, { item_id: itemId(key), jpeg: await pictureOf(key) }),
      ),
    )),
  )
  await actAs(
    ports.query,
    keeper.id,
    ...wares
      .filter(({ pieces }) => pieces > 0)
      .map(({ key, pieces }) =>
        command('record_stock', key, {
          ...{
            move_id: idOf('stock move', key),
            item_id: itemId(key),
            reason: 'delivered',
            pieces,
          },
          note: '月初进货',
        }),
      ),
  )
  await order(ports, demoPerson(people, '年老党员'), ['soap', 'towel'])
  await order(ports, demoPerson(people, '外出务工党员'), ['tissue'])
  await handOut(ports, keeper, orderId(demoPerson(people, '年老党员'), 'soap'))
  await serveSomebodyWithoutPhone(ports, keeper, people)
}

const pictureOf = async (key: string) =>
  (await readFile(new URL(`pictures/shop/${key}.jpg`, import.meta.url))).toString('base64')

const orderId = (member: Person, key: string) => idOf('shop order', member.id, key)

function order({ query }: TownPorts, member: Person, keys: readonly string[]): Promise<void> {
  const wanted = wares.filter(({ key }) => keys.includes(key))
  return actAs(
    query,
    member.id,
    ...wanted.map(({ key, points }) =>
      command('reserve_item', `${member.id}/${key}`, {
        order_id: orderId(member, key),
        ...{ item_id: itemId(key), price_tenths: points * 10, quantity: 1 },
      }),
    ),
  )
}

/** Whoever of the branch has no account and points enough for salt: a voucher is waiting to be printed. */
async function serveSomebodyWithoutPhone(
  { query }: TownPorts,
  keeper: Person,
  people: readonly Person[],
): Promise<void> {
  const [salt] = wares.filter(({ key }) => key === 'salt')
  const price = (salt?.points ?? 0) * 10
  const [found] = await query<{ id: string }>(
    `select member.id from public.members as member
     where not exists (select from private.accounts as account where account.member_id = member.id)
       and private.balance_of(member.id) >= $1 and member.id = any ($2::uuid[])
     order by private.balance_of(member.id) desc, member.id limit 1`,
    // Whoever plays a part comes in by their own story.
    [price, people.filter(({ part }) => part === undefined).map(({ id }) => id)],
  )
  if (found === undefined) return
  await actAs(
    query,
    keeper.id,
    command('serve_member', 'somebody without a phone', {
      ...{ order_id: idOf('shop order', 'somebody without a phone'), member_id: found.id },
      ...{ item_id: itemId('salt'), price_tenths: price, quantity: 1 },
    }),
  )
}

async function handOut({ query }: TownPorts, keeper: Person, id: string): Promise<void> {
  const [open] = await query<{ code: string }>(
    `select code from public.shop_orders where id = $1 and state = 'reserved'`,
    [id],
  )
  // Handed out when the seed was interrupted later.
  if (open === undefined) return
  await askAs(query, keeper.id, 'public.shop_order($2::uuid, $3)', [keeper.jobAt?.id, open.code])
  await actAs(query, keeper.id, command('collect_order', id, { order_id: id, confirmed: 'code' }))
}
