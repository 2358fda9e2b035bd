import fc from 'fast-check'

/** One event of a history, as `tests.live` reads it: names of the village stand for ids. */
export type Event = Readonly<Record<string, unknown>> & { readonly kind: string }

const people = ['Auntie Lin', 'Old Zhou', 'Young Wu', 'Secretary Wang', 'Committee Sun'] as const
const buyers = ['Auntie Lin', 'Young Wu', 'Lost Liu', 'Old Zhou'] as const
const everybody = [
  ...people,
  ...['Shopkeeper He', 'Town Zhao', 'Coordinator Li', 'Cadre Qian', 'Secretary Ma', 'Old Chen'],
] as const
const codes = [
  ...['late', 'task_refused', 'theme_day', 'meeting', 'shift', 'reported_in', 'brought_back'],
  ...['advice', 'honour', 'no_such_rule'],
] as const
const orders = [1, 2, 3, 4, 5, 6].map((n) => `Order ${String(n)}`)
const objections = [1, 1, 2, 3].map((n) => `Objection ${String(n)}`)

const oneOf = <T>(list: readonly T[]) => fc.constantFrom(...list)
/** Mostly whoever it is for; now and then anybody at all. */
const mostly = (who: readonly string[]) =>
  fc.oneof({ weight: 9, arbitrary: oneOf(who) }, { weight: 1, arbitrary: oneOf(everybody) })
const month = oneOf([1, 1, 1, 2, 4])
const branch = oneOf(['Willow Village', 'Willow Village', 'Willow Village', 'Peach Village'])

const act = (
  name: string,
  who: readonly string[],
  args: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  weight = 2,
) => ({
  weight,
  arbitrary: fc
    .record({ who: mostly(who), args: fc.record(args) })
    .map((said): Event => ({ kind: 'act', name, ...said })),
})

const committee = ['Secretary Wang', 'Committee Sun'] as const
const town = ['Town Zhao'] as const
const keeper = ['Shopkeeper He'] as const

const someEvent: fc.Arbitrary<Event> = fc.oneof(
  act(
    'say_times',
    committee,
    {
      ...{ word_id: fc.constant(''), member_id: oneOf(people), month, on_day: month },
      ...{
        code: oneOf(codes),
        times: oneOf([0, 1, 2, 3, 6, 31, null]),
        reason: oneOf(['seen', 'seen', '']),
      },
    },
    14,
  ),
  act(
    'exempt_member',
    committee,
    {
      ...{ exemption_id: fc.constant(''), member_id: oneOf(people), basis: fc.constant('illness') },
      from_day: fc.constant('2026-11-01'),
    },
    1,
  ),
  act('propose_month', committee, { branch_id: branch, month }, 6),
  act('withdraw_month', committee, { branch_id: branch, month }, 1),
  act('return_month', town, { branch_id: branch, month, note: fc.constant('look again') }, 1),
  act('confirm_month', town, { branch_id: branch, month, seen: fc.constant('') }, 7),
  act('publish_month', committee, { branch_id: branch, month }, 6),
  act(
    'raise_objection',
    people,
    {
      ...{ objection_id: oneOf(objections), month, reason: oneOf(['not so', 'not so', ' ']) },
      entry_id: fc
        .tuple(oneOf(people), oneOf(['late', 'shift', 'theme_day']))
        .map(([who, code]) => `${who}/${code}`),
    },
    4,
  ),
  act(
    'raise_objection',
    people,
    {
      ...{ objection_id: oneOf(objections), month, reason: fc.constant('not so') },
    },
    4,
  ),
  act('withdraw_objection', people, { objection_id: oneOf(objections) }, 1),
  act(
    'answer_objection',
    [...town, ...committee],
    {
      ...{ objection_id: oneOf(objections), is_upheld: oneOf([true, true, true, false]) },
      ...{
        answer: oneOf(['so it is', 'so it is', ' ']),
        code: oneOf([null, 'late', 'honour', 'theme_day', ...codes]),
        times: oneOf([0, 0, 1, 2, 6]),
      },
    },
    8,
  ),
  act(
    'transfer_member',
    town,
    {
      ...{ transfer_id: fc.constant(''), member_id: oneOf(people), reason: fc.constant('') },
      ...{ to_branch_id: oneOf(['Peach Village', 'Willow Village']), on_day: fc.constant(0) },
    },
    1,
  ),
  act(
    'set_point_settings',
    town,
    {
      ...{ org_id: fc.constant('Town'), objection_days: oneOf([1, 5]), answer_days: oneOf([1, 7]) },
      shows_ranks: fc.boolean(),
      bands: oneOf([700, 640, 600]).map((from) => [
        { code: 'blue', words: 'good', colour: 'blue', from_tenths: from, is_published: true },
        { code: 'yellow', words: 'mind', colour: 'amber', from_tenths: 0, is_published: false },
      ]),
    },
    1,
  ),
  act(
    'record_stock',
    keeper,
    {
      ...{ move_id: fc.constant(''), item_id: oneOf(['Soap', 'Kettle']) },
      ...{
        reason: oneOf(['delivered', 'delivered', 'damaged']),
        pieces: oneOf([1, 2, 5, 100, -1]),
      },
    },
    5,
  ),
  act(
    'count_stock',
    keeper,
    {
      ...{ move_id: fc.constant(''), item_id: oneOf(['Soap', 'Kettle']) },
      ...{ seen: oneOf([0, 1, 2, 5]), counted: oneOf([0, 1, 2, 5]) },
    },
    2,
  ),
  act(
    'reserve_item',
    buyers,
    {
      ...{ order_id: oneOf(orders), item_id: oneOf(['Soap', 'Soap', 'Kettle']) },
      ...{ price_tenths: oneOf([50, 50, 50, 200]), quantity: oneOf([1, 1, 2, 3, 20, 0]) },
    },
    12,
  ),
  act(
    'serve_member',
    keeper,
    {
      ...{ order_id: oneOf(orders), member_id: oneOf(buyers), item_id: oneOf(['Soap', 'Kettle']) },
      ...{ price_tenths: oneOf([50, 200]), quantity: oneOf([1, 2]) },
    },
    4,
  ),
  act('release_order', keeper, { order_id: oneOf(orders) }, 1),
  act('cancel_order', [...buyers, ...keeper], { order_id: oneOf(orders) }, 4),
  act(
    'collect_order',
    keeper,
    { order_id: oneOf(orders), confirmed: oneOf(['paper', 'paper', 'code', 'pin']) },
    4,
  ),
  act('return_order', keeper, { order_id: oneOf(orders) }, 4),
  // Always the same limit: one that is lowered says nothing about what was had before.
  act(
    'save_shop_item',
    town,
    {
      ...{
        item_id: fc.constant('Soap'),
        org_id: fc.constant('Town'),
        name: fc.constant('x'),
      },
      ...{
        words: fc.constant(''),
        price_tenths: oneOf([50, 200, 1]),
        month_limit: fc.constant(3),
      },
    },
    1,
  ),
  act('close_shop_item', town, { item_id: oneOf(['Soap', 'Kettle']) }, 1),
  act('open_shop_item', town, { item_id: oneOf(['Soap', 'Kettle']) }, 1),
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('hands out'),
      who: mostly(keeper),
      which: oneOf(orders),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('again'), back: fc.nat(60) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('goes by'),
      what: oneOf(['objections', 'objections', 'objections', 'orders', 'nothing']),
    }),
  },
)

/** Most histories reach a closed month by themselves only by luck, so many begin in the middle of one. */
const beginnings: readonly (readonly Event[])[] = [
  [],
  [
    say('Committee Sun', 'Auntie Lin', 'late', 2),
    say('Committee Sun', 'Auntie Lin', 'shift', 6),
    say('Secretary Wang', 'Young Wu', 'reported_in', 1),
    said('Secretary Wang', 'propose_month', { branch_id: 'Willow Village', month: 1 }),
    said('Town Zhao', 'confirm_month', { branch_id: 'Willow Village', month: 1, seen: '' }),
  ],
  [
    say('Committee Sun', 'Auntie Lin', 'late', 2),
    say('Committee Sun', 'Young Wu', 'honour', 3),
    say('Committee Sun', 'Young Wu', 'brought_back', 1),
    said('Secretary Wang', 'propose_month', { branch_id: 'Willow Village', month: 1 }),
    said('Town Zhao', 'confirm_month', { branch_id: 'Willow Village', month: 1, seen: '' }),
    said('Secretary Wang', 'publish_month', { branch_id: 'Willow Village', month: 1 }),
    said('Auntie Lin', 'raise_objection', { objection_id: 'Objection 1', month: 1, reason: 'no' }),
  ],
  [
    say('Committee Sun', 'Auntie Lin', 'late', 2),
    say('Secretary Wang', 'Auntie Lin', 'shift', 6),
    said('Secretary Wang', 'propose_month', { branch_id: 'Willow Village', month: 1 }),
    said('Town Zhao', 'confirm_month', { branch_id: 'Willow Village', month: 1, seen: '' }),
    said('Committee Sun', 'publish_month', { branch_id: 'Willow Village', month: 1 }),
    said('Auntie Lin', 'raise_objection', {
      ...{ objection_id: 'Objection 1', month: 1, reason: 'no', entry_id: 'Auntie Lin/late' },
    }),
    { kind: 'goes by', what: 'objections' },
  ],
  [
    stock('Soap', 5),
    stock('Kettle', 2),
    said('Young Wu', 'reserve_item', { order_id: 'Order 1', item_id: 'Soap', price_tenths: 50 }),
    said('Auntie Lin', 'reserve_item', {
      order_id: 'Order 2',
      item_id: 'Kettle',
      price_tenths: 200,
    }),
  ],
  [
    stock('Soap', 5),
    said('Shopkeeper He', 'serve_member', {
      ...{ order_id: 'Order 1', member_id: 'Lost Liu', item_id: 'Soap', price_tenths: 50 },
    }),
    said('Shopkeeper He', 'collect_order', { order_id: 'Order 1', confirmed: 'paper' }),
  ],
]

function said(who: string, name: string, args: Readonly<Record<string, unknown>>): Event {
  return { kind: 'act', who, name, args }
}
function say(who: string, member: string, code: string, times: number): Event {
  const about = { word_id: '', member_id: member, month: 1, on_day: 1 }
  return said(who, 'say_times', { ...about, code, times, reason: 'seen' })
}
function stock(item: string, pieces: number): Event {
  return said('Shopkeeper He', 'record_stock', {
    ...{ move_id: '', item_id: item, reason: 'delivered', pieces },
  })
}

export const histories: fc.Arbitrary<readonly Event[]> = fc
  .tuple(oneOf(beginnings), fc.array(someEvent, { minLength: 1, maxLength: 30, size: 'max' }))
  .map(([begun, then]) => [...begun, ...then])
