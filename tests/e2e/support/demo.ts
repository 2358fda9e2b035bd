import type { Backend } from '../../../supabase/dev/backend.ts'
import { settleDemoTown, signUp } from '../../../supabase/dev/demo-town.ts'
import { demoMeetingId } from '../../../supabase/seed/meetings.ts'
import { demoShiftId } from '../../../supabase/seed/shifts.ts'
import {
  demoAskedTermId,
  demoContactSecret,
  demoFollow,
  demoRequestId,
  demoTermId,
} from '../../../supabase/seed/duties.ts'
import { demoPeople } from '../../../supabase/seed/seed.ts'

export interface Person {
  memberId: string
  branchId: string
  name: string
  loginNumber: string
  password: string
}

export interface LessonToUse {
  id: string
  title: string
}

/** Who and what of the demo town the stories are told with. */
export interface DemoTown {
  elder: Person
  migrant: Person
  secretary: Person
  helper: Person
  clerk: Person
  keeper: Person
  /** A member without any post, of a village that none of the others belongs to. */
  stranger: Person
  /** The secretary of that village. */
  strangersSecretary: Person
  /** Somebody with a printed card and no account yet. */
  card: { memberId: string; name: string; loginNumber: string; code: string }
  helpedElder: { memberId: string }
  /** Has a recording; neither the elder nor the holder of the card has finished it. */
  heardLesson: LessonToUse
  unopenedLesson: LessonToUse & { sentence: string }
  /** Further lessons without a recording that the elder has not finished. */
  plainLessons: readonly LessonToUse[]
  branchLesson: LessonToUse
  townId: string
  /** An order of the elder's that waits in the shop, what it is of, and one of somebody without a phone. */
  shop: { itemId: string; openOrderId: string; voucherOrderId: string }
  /** What the branch is called to, and what it has held. */
  meetings: { comingId: string; heldId: string }
  /** A shift that the helper is on, and one that is over, with somebody on its list. */
  shifts: { comingId: string; overId: string; overSignupId: string }
  /** The helper's post and contact card, and what a villager asked by it. */
  duty: {
    postId: string
    termId: string
    askedTermId: string
    cardSecret: string
    requestId: string
    follow: string
  }
  /** What the elder paid last, and a visit of the helper's whose promise is open. */
  dues: { paymentId: string }
  visit: { visitId: string }
}

/** A small town: enough people for every role, little enough to be there in seconds. */
const size = { branches: 2, members: 60 }

export async function seedDemo(backend: Backend): Promise<DemoTown> {
  await settleDemoTown(backend, size)
  const { query } = backend.db
  const one = async <Row>(sql: string, params: unknown[] = []): Promise<Row> => {
    const [row] = await query<Row>(sql, params)
    if (row === undefined) throw new Error(`the demo town has nothing for: ${sql}`)
    return row
  }

  async function person(who: string): Promise<Person> {
    const part = demoPeople.people.find((someone) => someone.who === who)
    if (!part) throw new Error(`nobody plays ${who}`)
    const found = await one<{ memberId: string; branchId: string }>(
      `select accounts.member_id as "memberId", members.branch_id as "branchId"
       from private.accounts join public.members on members.id = accounts.member_id
       where accounts.login_number = $1`,
      [part.loginNumber],
    )
    return { ...part, ...found }
  }
  const elder = await person('年老党员')
  const helper = await person('帮扶人')
  const { memberId } = await one<{ memberId: string }>(
    'select member_id as "memberId" from private.activation_cards where login_number = $1',
    [demoPeople.card.loginNumber],
  )

  /** Gives somebody of the demo town an account, so that they can be played too. */
  async function stranger(): Promise<Person> {
    const found = await one<{ memberId: string; branchId: string; name: string }>(
      `select card.id as "memberId", card.branch_id as "branchId", card.name
       from public.directory_cards as card join public.orgs on orgs.id = card.branch_id
       where orgs.kind = 'village_branch' and orgs.id <> $1
         and not exists (select from public.appointments where member_id = card.id)
         and not exists (select from private.accounts where member_id = card.id)
       order by card.name limit 1`,
      [elder.branchId],
    )
    return signedUp(found, '20269999')
  }

  async function secretaryOf(branchId: string): Promise<Person> {
    const found = await one<{ memberId: string; branchId: string; name: string }>(
      `select card.id as "memberId", card.branch_id as "branchId", card.name
       from public.appointments as post join public.directory_cards as card on card.id = post.member_id
       where post.org_id = $1 and post.role = 'branch_secretary'`,
      [branchId],
    )
    return signedUp(found, '20269998')
  }

  async function signedUp(
    found: Pick<Person, 'memberId' | 'branchId' | 'name'>,
    loginNumber: string,
  ): Promise<Person> {
    const userId = await signUp(backend, `${loginNumber}@card.pioneer-home.invalid`, elder.password)
    // Some have an account that nobody holds the password of.
    await query('delete from private.accounts where member_id = $1', [found.memberId])
    await query(
      'insert into private.accounts (member_id, user_id, login_number) values ($1, $2, $3)',
      [found.memberId, userId, loginNumber],
    )
    return { ...found, loginNumber, password: elder.password }
  }

  const lessons = (having: string) =>
    query<LessonToUse>(
      `select materials.id, materials.title from public.materials
       join public.study_assignments as given on given.material_id = materials.id
       where materials.status = 'published' and given.category is null and given.member_id is null
         and given.org_id in (select id from public.orgs where kind = 'town')
         and (materials.from_day is null or materials.from_day <= current_date)
         and (materials.until_day is null or materials.until_day > current_date)
         and not exists (
           select from public.study_progress as progress
           where progress.material_id = materials.id and progress.finished_at is not null
             and progress.member_id in ($1, $2))
         and ${having}
       group by materials.id order by materials.title`,
      [elder.memberId, memberId],
    )
  const hasAudio = `exists (select from public.material_files as file where file.material_id = materials.id and file.kind = 'audio')`
  const heard = await lessons(hasAudio)
  const plain = await lessons(`not ${hasAudio}`)
  const [heardLesson] = heard
  const [unopened, ...plainLessons] = plain
  if (!heardLesson || !unopened) throw new Error('the demo town has too few lessons left to study')
  const { body } = await one<{ body: string }>(
    'select body from public.material_bodies where id = $1',
    [unopened.id],
  )

  const neighbour = await stranger()
  return {
    elder,
    helper,
    migrant: await person('外出务工党员'),
    secretary: await person('支部书记'),
    clerk: await person('镇党委工作人员'),
    keeper: await person('先锋超市管理员'),
    stranger: neighbour,
    strangersSecretary: await secretaryOf(neighbour.branchId),
    card: { ...demoPeople.card, memberId },
    helpedElder: await one(
      'select elder_id as "memberId" from public.elder_helpers where helper_id = $1 and until_day is null',
      [helper.memberId],
    ),
    heardLesson,
    unopenedLesson: { ...unopened, sentence: firstSentence(body) },
    plainLessons,
    branchLesson: await one(
      `select id, title from public.materials where org_id = $1 and status = 'published' limit 1`,
      [elder.branchId],
    ),
    townId: (await one<{ id: string }>(`select id from public.orgs where kind = 'town'`)).id,
    duty: {
      postId: (await one<{ id: string }>(`select id from public.duty_posts order by name limit 1`))
        .id,
      ...{ termId: demoTermId, askedTermId: demoAskedTermId },
      cardSecret: await demoContactSecret(query),
      ...{ requestId: demoRequestId('medicine'), follow: demoFollow('ditch') },
    },
    shop: await one(
      `select item_id as "itemId", id as "openOrderId",
         (select id from public.shop_orders where made_by <> member_id limit 1) as "voucherOrderId"
       from public.shop_orders where member_id = $1 and state = 'reserved'`,
      [elder.memberId],
    ),
    meetings: { comingId: demoMeetingId('theme'), heldId: demoMeetingId('night') },
    shifts: {
      ...{ comingId: demoShiftId('patrol'), overId: demoShiftId('errands') },
      overSignupId: (
        await one<{ id: string }>(
          `select id from public.shift_signups where shift_id = $1 and status = 'served' limit 1`,
          [demoShiftId('errands')],
        )
      ).id,
    },
    dues: await one(
      'select id as "paymentId" from public.dues_payments where member_id = $1 order by from_month desc limit 1',
      [elder.memberId],
    ),
    visit: await one(
      `select id as "visitId" from public.visits
       where member_id = $1 and promise_by is not null and kept_on is null order by promise_by limit 1`,
      [helper.memberId],
    ),
  }
}

/** Words of the text itself, without marks, to look for on the page. */
function firstSentence(body: string): string {
  const line = body
    .split('\n')
    .find((text) => /^[\u4e00-\u9fff]/.test(text) && !/[*_[\]`]/.test(text))
  if (line === undefined) throw new Error('the lesson has no plain line')
  return line.slice(0, 12)
}
