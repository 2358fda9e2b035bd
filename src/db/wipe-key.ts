import type { MemberId } from '@/domain/id'
import { phoneDbName } from './phone-db'

export const wipeKeyPrefix = 'wipe:'

/** The setting that promises to delete this member's store. */
export const wipeKey = (me: MemberId): string => `${wipeKeyPrefix}${phoneDbName(me)}`
