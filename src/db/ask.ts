export type { Ask, Asks, BranchAccount, BranchTotals } from '@/domain/asks'
