/** A printed sheet as blocks from top to bottom. */
export type SheetBlock =
  | { kind: 'title' | 'subtitle' | 'text' | 'foot'; text: string }
  | { kind: 'table'; rows: readonly (readonly string[])[] }

const wide = 1080
const margin = 56
const textSize = 38
const titleSize = 52
const cellPad = 14
const lineHigh = 1.45
/** Phones refuse canvases much taller than this; a longer sheet becomes several pictures. */
const tallMax = 8000
const family = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

/** What stands on the paper, in reading order. */
export function readSheet(paper: Element): SheetBlock[] {
  return [...paper.children].flatMap((part): SheetBlock[] => {
    if (part instanceof HTMLTableElement) return [{ kind: 'table', rows: rowsOf(part) }]
    if (part.querySelector('table, p, li')) return readSheet(part)
    const text = part.textContent.trim().replace(/\s+/g, ' ')
    if (text === '') return []
    return [{ kind: kindOf(part), text }]
  })
}

function kindOf(part: Element): 'title' | 'subtitle' | 'text' | 'foot' {
  if (part.matches('h1, h2, h3')) return 'title'
  if (part.matches('.subtitle')) return 'subtitle'
  return part.matches('.foot') ? 'foot' : 'text'
}

const rowsOf = (table: HTMLTableElement) =>
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))

type Measure = (text: string) => number

// A number, a date or a time stays whole, and no line begins with what closes a sentence.
const units = /(?:[\w.:%/+-]|–)+[，。、；：！？）」』%]*|.[，。、；：！？）」』]*/gsu
const unitsOf = (text: string): string[] => text.match(units) ?? []

/** Chinese may break after any character, so lines are filled one by one; what must stay whole only where it never fits. */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  const put = (unit: string) => {
    if (line !== '' && measure(line + unit) > width) {
      lines.push(line)
      line = ''
    }
    line += unit
  }
  for (const unit of unitsOf(text)) {
    if (measure(unit) <= width) put(unit)
    else for (const character of unit) put(character)
  }
  return [...lines, line]
}

/** More than so many signs of a cell make a column no wider. */
const wideSigns = 16

/** Every column holds its longest whole word; what is left they share by what else they hold. */
export function shareWidth(
  rows: readonly (readonly string[])[],
  width: number,
  measure: Measure,
  pad = 0,
): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const needs = Array.from({ length: columns }, (_, at) => {
    const cells = rows.map((row) => row[at] ?? '')
    const least = Math.max(0, ...cells.flatMap(unitsOf).map(measure)) + pad * 2
    const want = Math.max(0, ...cells.map((cell) => measure(cell.slice(0, wideSigns)))) + pad * 2
    return { least, more: Math.max(0, want - least) }
  })
  const sum = (of: (need: (typeof needs)[number]) => number) =>
    needs.reduce((total, need) => total + of(need), 0)
  const least = sum((need) => need.least)
  const more = sum((need) => need.more)
  const spare = width - least
  if (spare < 0) return needs.map((need) => (need.least / least) * width)
  return needs.map((need) => need.least + spare * (more > 0 ? need.more / more : 1 / needs.length))
}

/** Draws nothing but says how high; or draws, when `ink` is given. */
type Step = { high: number; draw: (ink: CanvasRenderingContext2D, top: number) => void }

/** The sheet as pictures that can be pressed and kept; several when it is long, none when this browser cannot draw. */
export function drawSheet(blocks: readonly SheetBlock[]): string[] {
  const ink = document.createElement('canvas').getContext('2d')
  if (!ink) return []
  const steps = blocks.flatMap((block) => stepsOf(block, ink))
  const pages: Step[][] = [[]]
  let high = 0
  for (const step of steps) {
    if (high + step.high > tallMax) {
      pages.push([])
      high = 0
    }
    pages[pages.length - 1]?.push(step)
    high += step.high
  }
  return pages.map(paint)
}

function paint(steps: readonly Step[]): string {
  const canvas = document.createElement('canvas')
  canvas.width = wide
  canvas.height = Math.ceil(steps.reduce((sum, { high }) => sum + high, margin * 2))
  const ink = canvas.getContext('2d')
  if (!ink) return ''
  ink.fillStyle = '#fff'
  ink.fillRect(0, 0, canvas.width, canvas.height)
  ink.textBaseline = 'top'
  let top = margin
  for (const { high, draw } of steps) {
    draw(ink, top)
    top += high
  }
  return canvas.toDataURL('image/png')
}

const space: Step = { high: textSize / 2, draw: () => undefined }

const fontOf = (size: number, bold = false) => `${bold ? '700 ' : ''}${String(size)}px ${family}`

function stepsOf(block: SheetBlock, ink: CanvasRenderingContext2D): Step[] {
  if (block.kind === 'table') {
    ink.font = fontOf(textSize, true)
    const measure: Measure = (text) => ink.measureText(text).width
    const widths = shareWidth(block.rows, wide - margin * 2, measure, cellPad)
    return [...block.rows.map((row, at) => rowStep(row, widths, at === 0, ink)), space]
  }
  const size = block.kind === 'title' ? titleSize : textSize
  const font = fontOf(size, block.kind === 'title')
  ink.font = font
  const lines = wrapText(block.text, wide - margin * 2, (text) => ink.measureText(text).width)
  const lineStep = size * lineHigh
  const align = ({ title: 'center', subtitle: 'center', text: 'left', foot: 'right' } as const)[
    block.kind
  ]
  const x = { center: wide / 2, left: margin, right: wide - margin }[align]
  return [
    {
      high: lines.length * lineStep + textSize / 2,
      draw(on, top) {
        on.font = font
        on.fillStyle = '#2b211a'
        on.textAlign = align
        lines.forEach((line, at) => {
          on.fillText(line, x, top + at * lineStep)
        })
      },
    },
  ]
}

function rowStep(
  row: readonly string[],
  widths: readonly number[],
  head: boolean,
  ink: CanvasRenderingContext2D,
): Step {
  const font = fontOf(textSize, head)
  ink.font = font
  const cells = widths.map((width, at) =>
    wrapText(row[at] ?? '', width - cellPad * 2, (text) => ink.measureText(text).width),
  )
  const high = Math.max(...cells.map((lines) => lines.length)) * textSize * lineHigh + cellPad * 2
  return {
    high,
    draw(on, top) {
      on.font = font
      on.textAlign = 'left'
      on.strokeStyle = '#857362'
      on.lineWidth = 2
      let left = margin
      widths.forEach((width, at) => {
        on.fillStyle = head ? '#f8f3e9' : '#fff'
        on.fillRect(left, top, width, high)
        on.strokeRect(left, top, width, high)
        on.fillStyle = '#2b211a'
        cells[at]?.forEach((line, row) => {
          on.fillText(line, left + cellPad, top + cellPad + row * textSize * lineHigh)
        })
        left += width
      })
    },
  }
}
