/** A printed sheet as blocks from top to bottom. */
export type SheetBlock =
  | { kind: 'title' | 'text' | 'foot'; text: string }
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
    const kind = part.matches('h1, h2, h3') ? 'title' : part.matches('.foot') ? 'foot' : 'text'
    return [{ kind, text }]
  })
}

const rowsOf = (table: HTMLTableElement) =>
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))

type Measure = (text: string) => number

/** Chinese may break after any character, so lines are filled one by one. */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const character of text) {
    if (line !== '' && measure(line + character) > width) {
      lines.push(line)
      line = ''
    }
    line += character
  }
  return [...lines, line]
}

/** Columns share the width by their longest cell, so that a name does not take as much as a title. */
export function shareWidth(rows: readonly (readonly string[])[], width: number): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const weights = Array.from({ length: columns }, (_, at) =>
    Math.min(16, Math.max(3, ...rows.map((row) => (row[at] ?? '').length))),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => (weight / sum) * width)
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
    const widths = shareWidth(block.rows, wide - margin * 2)
    return [...block.rows.map((row, at) => rowStep(row, widths, at === 0, ink)), space]
  }
  const size = block.kind === 'title' ? titleSize : textSize
  const font = fontOf(size, block.kind === 'title')
  ink.font = font
  const lines = wrapText(block.text, wide - margin * 2, (text) => ink.measureText(text).width)
  const lineStep = size * lineHigh
  const align = ({ title: 'center', text: 'left', foot: 'right' } as const)[block.kind]
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
