import { cleanup, waitFor } from '@testing-library/vue'
import { afterEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { keepSayings } from '@/app/shell/keep-sayings'
import MemberDeck from '@/app/shell/MemberDeck.vue'
import { useBadge } from '@/app/shell/use-badge'
import { say, sayings } from '@/ui/say'
import { now, phoneOfAuntieWang, show } from './village'

afterEach(cleanup)

const refused = (text: string) =>
  ({ kind: 'refused', at: now, read: false, say: text, act: null }) as const
const onScreen = () => sayings.value.map(({ text }) => text)

describe('what was said', () => {
  it('can be read again after it has gone from the screen, and does not count as new', async () => {
    const phone = await phoneOfAuntieWang()
    keepSayings(phone)
    say('已删除「防跌倒」，腾出 3.2 兆。')
    await waitFor(async () => {
      const kept = await phone.db.notices.toArray()
      expect(kept.map(({ say, read }) => [say, read])).toEqual([
        ['已删除「防跌倒」，腾出 3.2 兆。', true],
      ])
    })
  })

  it('by the town about a refused act is told at once, once, and kept unread once', async () => {
    const phone = await phoneOfAuntieWang()
    keepSayings(phone)
    await phone.db.notices.add(refused('上个月的一件事没有通过。'))
    await show(MemberDeck, { phone })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await phone.db.notices.add(refused('「学完了」没有通过：已经撤下。'))
    await waitFor(() => {
      expect(onScreen()).toContain('「学完了」没有通过：已经撤下。')
    })
    expect(onScreen()).not.toContain('上个月的一件事没有通过。')
    expect(await phone.db.notices.filter(({ read }) => !read).count()).toBe(2)
    expect(await phone.db.notices.count()).toBe(2)
  })
})

describe('the number on the icon', () => {
  it('counts notices not read, and goes with the person', async () => {
    const shown: number[] = []
    const phone = {
      setAppBadge: (count: number) => {
        shown.push(count)
        return Promise.resolve()
      },
    }
    const unread = ref<number>()
    const scope = effectScope()
    scope.run(() => {
      useBadge(() => unread.value, phone)
    })
    unread.value = 2
    await nextTick()
    scope.stop()
    expect(shown).toEqual([2, 0])
  })

  it('is left alone on a phone that has none', () => {
    expect(() => {
      effectScope().run(() => {
        useBadge(() => 1, {})
      })
    }).not.toThrow()
  })
})
