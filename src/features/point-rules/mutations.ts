import { defineMutation, type AnyMutation, type Tx } from '@/db/mutation'
import { asId } from '@/domain/id'
import { newestOf } from '@/domain/point-rules'
import type { Rows } from '@/domain/server-types'
import { withoutRule, withRule } from './rule-edits'

type RuleSet = Rows['ruleSets']

/** The town's draft as this phone knows it; begun from what is published, as the server begins it. */
async function draftOf(tx: Tx<'ruleSets'>, orgId: RuleSet['orgId']): Promise<RuleSet | undefined> {
  const sets = await tx.where('ruleSets', { orgId })
  const draft = sets.find(({ status }) => status === 'draft')
  if (draft) return draft
  const published = newestOf(sets)
  return (
    published && {
      ...published,
      // The server gives the draft an id of its own; until then this one stands for it, the same each time.
      id: asId<'ruleSets'>(`draft-${orgId}`),
      ...({ status: 'draft', version: null, fromMonth: null, note: '' } as const),
      ...{ publishedBy: null, publishedAt: null },
    }
  )
}

export const editRule = defineMutation('edit_rule', {
  touches: ['ruleSets'],
  async apply(tx, { orgId, code, kind, category, words, tenths, capTenths }, { me, now }) {
    const draft = await draftOf(tx, orgId)
    if (!draft) return
    const changed = { code, kind, category: category ?? null, words: words.trim(), tenths }
    const rules = withRule(
      draft.rules,
      { code, category },
      { ...changed, cap_tenths: capTenths ?? null },
    )
    tx.put('ruleSets', { ...draft, rules, editedBy: me, editedAt: now })
  },
})

export const dropRule = defineMutation('drop_rule', {
  touches: ['ruleSets'],
  async apply(tx, { orgId, code, category }, { me, now }) {
    const draft = await draftOf(tx, orgId)
    if (!draft) return
    const rules = withoutRule(draft.rules, { code, category })
    tx.put('ruleSets', { ...draft, rules, editedBy: me, editedAt: now })
  },
})

export const setCeilings = defineMutation('set_ceilings', {
  touches: ['ruleSets'],
  async apply(tx, { orgId, ...ceilings }, { me, now }) {
    const draft = await draftOf(tx, orgId)
    if (draft) tx.put('ruleSets', { ...draft, ...ceilings, editedBy: me, editedAt: now })
  },
})

export const dropDraftRules = defineMutation('drop_draft_rules', {
  touches: ['ruleSets'],
  async apply(tx, { orgId }) {
    const sets = await tx.where('ruleSets', { orgId })
    for (const { id, status } of sets) if (status === 'draft') tx.delete('ruleSets', id)
  },
})

export const publishRules = defineMutation('publish_rules', {
  touches: ['ruleSets'],
  async apply(tx, { orgId, fromMonth, note }, { me, now }) {
    const sets = await tx.where('ruleSets', { orgId })
    const draft = sets.find(({ status }) => status === 'draft')
    if (!draft) return
    const version = Math.max(0, ...sets.map((one) => one.version ?? 0)) + 1
    for (const one of sets)
      if (one.status === 'published') tx.put('ruleSets', { ...one, status: 'superseded' })
    tx.put('ruleSets', {
      ...draft,
      ...{ status: 'published', version, fromMonth, note: note ?? '' },
      ...{ publishedBy: me, publishedAt: now },
    })
  },
})

export const mutations: readonly AnyMutation[] = [
  ...[editRule, dropRule, setCeilings, dropDraftRules, publishRules],
]
