import { sayDay, type Day } from '@/domain/day'
import type { Rows } from '@/domain/server-types'

type Exemption = Rows['baseExemptions']

export const basisWords = {
  age: '年满 70 岁',
  illness: '长期患病',
} as const satisfies Record<Exemption['basis'], string>

/** Who is spared reads from which day, and why. */
export const sayExemption = ({ basis, fromDay, note }: Exemption, today: Day): string =>
  `支部已定：${basisWords[basis]}，从${sayDay(fromDay, today)}起基础分免扣。${note}`
