import { cleanup, configure, render } from '@testing-library/vue'
import { afterEach } from 'vitest'
import type { Component } from 'vue'
import { routes } from '@/features/study'
import { openPage, surroundings } from '../../support/on-screen'
import type { TestedPhone } from './village'

// The first page of a file is fetched and compiled while the test waits; a busy machine takes more than a second.
configure({ asyncUtilTimeout: 8_000 })
afterEach(cleanup)

/** A page of study as it stands on this phone's screen. */
export const open = (phone: TestedPhone, path: string) => openPage(phone, routes, path)

/** One part of a page by itself, as the home page shows it. */
export function show(phone: TestedPhone, part: Component) {
  const { plugins } = surroundings(phone)
  return render(part, { global: { plugins } })
}
