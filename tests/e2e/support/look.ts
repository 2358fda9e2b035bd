import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface AxeWindow {
  axe: {
    run(
      root: Document,
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
  }
}

/** A page that is a little longer a moment later, by a word of state or a row that comes, still fits. */
const roomToGrow = 400

/** Makes the screen taller than the page: what the foot of the screen covers for now is not out of reach. */
export async function wholePage(page: Page) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const { width = 360 } = page.viewportSize() ?? {}
  await page.setViewportSize({ width, height: height + roomToGrow })
}

interface SayingWindow {
  said: string[]
}

/**
 * From the next page on, keeps what each says under its heading, from the first word on, and every change of it. While
 * it says itself that it is being opened, or that the town is being asked, it has said nothing yet. Pictures come later.
 */
export const keepWhatIsSaid = (phone: BrowserContext) =>
  phone.addInitScript(() => {
    const said: string[] = []
    let at = ''
    Object.assign(window, { said } satisfies SayingWindow)
    new MutationObserver(() => {
      // Where it leads on to another page, that one begins anew.
      if (at !== location.pathname) said.length = 0
      at = location.pathname
      if (document.querySelector('.is-opening')) return
      const page = document.querySelector('main')?.cloneNode(true)
      if (!(page instanceof Element)) return
      page.querySelector('h1')?.remove()
      const words = page.textContent.replace(/（图片.*?）/g, '')
      if (/正在(打开|问镇里|向镇里要)/.test(words) || said.at(-1) === words) return
      said.push(words)
    }).observe(document, { childList: true, characterData: true, subtree: true, attributes: true })
  })

/** What the page took back or pushed away; adding to its end is neither. */
export async function takenBack(page: Page): Promise<string[][]> {
  const said = await page.evaluate(() => (window as unknown as SayingWindow).said)
  if (said.length === 0) return [['it said nothing']]
  return said
    .map((words, at) => [said[at - 1] ?? '', words])
    .filter(([before = '', words = '']) => !words.startsWith(before))
}

/** What axe finds wrong on the page as it stands, one line for each place. */
export async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axePath, 'utf8'))
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as AxeWindow
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}

/** Places where words are cut off: they reach past the screen, or past a box that hides what does not fit. */
export function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    const hidden = (element: Element) => {
      const style = getComputedStyle(element)
      // Words for screen readers alone are clipped away on purpose, in the old way or the new.
      const clipped = style.getPropertyValue('clip') !== 'auto' || style.clipPath !== 'none'
      return style.visibility === 'hidden' || (style.position === 'absolute' && clipped)
    }
    const clips = (style: CSSStyleDeclaration) =>
      [style.overflowX, style.overflowY].some((way) => way === 'hidden' || way === 'clip')
    const found: string[] = []
    const told = (element: Element, how: string) =>
      found.push(
        `${how}: <${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`,
      )

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!element || (node.textContent ?? '').trim() === '' || hidden(element)) continue
      if (element.closest('.skip, script, style')) continue
      // A sheet of paper keeps its own width, and its frame moves sideways under it.
      if (element.closest('table')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        if (box.width > 0 && (box.right > wide + 1 || box.left < -1)) {
          told(element, 'past the screen')
          break
        }
      }
      for (
        let box: HTMLElement | null = element;
        box && box !== document.body;
        box = box.parentElement
      ) {
        if (hidden(box)) break
        if (!clips(getComputedStyle(box))) continue
        if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
          told(box, 'cut by its box')
      }
    }
    if (document.documentElement.scrollWidth > wide + 1)
      found.push('the page is wider than the screen')
    return [...new Set(found)]
  })
}

/** Things to press that are smaller than a finger: 44 px each way, links inside a sentence aside. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inSentence = (element: Element) =>
      element.tagName === 'A' && getComputedStyle(element).display === 'inline'
    return [
      ...document.querySelectorAll(
        'a[href], button, select, textarea, input, [role=button], [role=tab]',
      ),
    ]
      .filter((element) => !inSentence(element))
      .map((element) => ({
        element,
        // A tick box is pressed by its label.
        box: (element.closest('label') ?? element).getBoundingClientRect(),
      }))
      .filter(
        ({ box, element }) =>
          box.width > 1 && box.bottom > 0 && getComputedStyle(element).visibility !== 'hidden',
      )
      .filter(({ box }) => box.width < 43.5 || box.height < 43.5)
      .map(
        ({ element, box }) =>
          `${Math.round(box.width).toString()}×${Math.round(box.height).toString()} ${element.outerHTML.slice(0, 120)}`,
      )
  })
}

/** Whether the page holds a sheet to be printed. */
export const hasSheet = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.classList.contains('has-sheet'))

/** A4 as Chromium measures it upright, without the margins of 15 mm. */
const paperWidth = Math.round(((210 - 30) / 25.4) * 96)
const smallestPt = 9

/** The sheet as it is printed, and what goes wrong: words beside it, past its edge or too small, another size than A4. */
export async function print(page: Page): Promise<{ paper: Buffer; troubles: string[] }> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: paperWidth, height: 900 })
  const troubles = await page.evaluate(
    (smallestPx) => {
      const found: string[] = []
      const edge = document.documentElement.clientWidth
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement
        const words = (node.textContent ?? '').trim()
        if (!element || words === '' || element.closest('script, style')) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const box = range.getBoundingClientRect()
        // Words for screen readers are clipped to a point.
        if (box.width < 2 || box.height < 2 || element.getBoundingClientRect().width < 2) continue
        const told = words.slice(0, 40)
        if (!element.closest('.print-sheet, .sheet')) found.push(`beside the sheet: ${told}`)
        else if (box.right > edge + 1 || box.left < -1) found.push(`past the edge: ${told}`)
        else if (Number.parseFloat(getComputedStyle(element).fontSize) < smallestPx)
          found.push(`too small: ${told}`)
      }
      return found
    },
    (smallestPt / 72) * 96,
  )
  const paper = await page.pdf({ preferCSSPageSize: true })
  const sizes = [...paper.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, wide, high]) =>
      [Math.round(Number(wide)), Math.round(Number(high))]
        .sort((one, two) => one - two)
        .join(' × '),
  )
  if (sizes.length === 0) troubles.push('no page')
  for (const size of new Set(sizes)) if (size !== '595 × 842') troubles.push(`not A4: ${size}`)
  await page.emulateMedia({ media: 'screen' })
  return { paper, troubles }
}
