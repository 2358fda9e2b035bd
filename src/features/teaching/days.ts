import { addDays, daysBetween, type Day } from '@/domain/day'

/** Less time than this would be asking people to hurry. */
const daysToStudyMin = 5

export function endOfMonth(day: Day): Day {
  const someDayNextMonth = addDays(`${day.slice(0, 7)}-28` as Day, 4)
  return addDays(`${someDayNextMonth.slice(0, 7)}-01` as Day, -1)
}

/** The end of this month; near its end, the end of the next one. */
export function dueByDefault(today: Day): Day {
  const end = endOfMonth(today)
  return daysBetween(today, end) >= daysToStudyMin ? end : endOfMonth(addDays(end, 1))
}
