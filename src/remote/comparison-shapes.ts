import * as v from 'valibot'
import type { ComparisonAsks } from '@/domain/comparison-asks'
import { told } from './told'

const compared = {
  aspect: v.picklist(['study', 'conduct', 'contribution']),
  band: v.picklist(['top', 'met', 'short', 'none']),
  figures: v.record(v.string(), v.number()),
}

const BranchComparisonShape = told({
  comparisonId: v.nullable(v.string()),
  isOver: v.boolean(),
  seen: v.string(),
  rows: v.array(
    told({
      ...compared,
      memberId: v.string(),
      name: v.string(),
      liftReason: v.string(),
      lifter: v.string(),
    }),
  ),
})

const ComparisonTotalsList = v.array(
  told({
    branchId: v.string(),
    aspect: compared.aspect,
    top: v.number(),
    met: v.number(),
    short: v.number(),
    none: v.number(),
  }),
)

type Shapes = {
  readonly [Name in keyof ComparisonAsks]: v.GenericSchema<unknown, ComparisonAsks[Name]['value']>
}

/** What the server answers about comparisons. */
export const comparisonShapes: Shapes = {
  my_comparison: v.array(told(compared)),
  branch_comparison: BranchComparisonShape,
  comparison_totals: ComparisonTotalsList,
}
