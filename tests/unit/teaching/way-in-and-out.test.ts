// Sanitising is only as good as the parser under it: jsdom parses as browsers do, happy-dom does not.
// @vitest-environment jsdom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlToMarkdown } from '@/features/teaching/word/html-to-markdown'
import { renderMarkdown } from '@/ui/markdown'

/** Everything on the finished page that could run, fetch or disguise. */
function harmIn(markup: string): string[] {
  const page = new DOMParser().parseFromString(markup, 'text/html')
  const elements = [...page.body.querySelectorAll('*')]
  const tags = elements.map(({ tagName }) => tagName.toLowerCase()).filter((tag) => !kept.has(tag))
  const attributes = elements.flatMap((element) =>
    [...element.attributes]
      .filter(({ name, value }) => !isHarmless(name, value))
      .map(({ name, value }) => `${name}=${value}`),
  )
  return [...tags, ...attributes]
}

const kept = new Set(
  'h2 h3 h4 h5 h6 p br hr blockquote ul ol li strong b em i del s u sup sub code pre table thead tbody tfoot tr th td a img'.split(
    ' ',
  ),
)
const isHarmless = (name: string, value: string) =>
  (name === 'href' && /^(https?:\/\/|tel:)/i.test(value)) ||
  (name === 'src' && value === 'blob:mine') ||
  (name === 'rel' && value === 'noopener noreferrer') ||
  // The platform does not let go of `is`; emptied, it means nothing.
  (name === 'is' && value === '') ||
  ['alt', 'start', 'colspan', 'rowspan', 'data-picture'].includes(name)

const throughBoth = async (html: string) =>
  renderMarkdown(await htmlToMarkdown(html), { 'a.jpg': 'blob:mine' })

const word = fc.constantFrom(
  '化肥',
  '<b>',
  '"',
  "'",
  '`',
  '](',
  '![',
  '<!--',
  '-->',
  '&lt;script&gt;',
  '\\',
  '\n',
  '|',
  '&#106;avascript:',
  ']]>',
)
const address = fc.constantFrom(
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
  ],
  ...[
    'vbscript:x',
    'https://www.gov.cn/',
    '//stranger.example/x',
    'picture:a.jpg',
    'blob:theirs',
    ' javascript:x',
    'tel:110',
  ],
)
const attribute = fc.oneof(
  fc
    .constantFrom(
      'onclick',
      'onerror',
      'onload',
      'onmouseover',
      'style',
      'id',
      'name',
      'class',
      'is',
      'slot',
    )
    .chain((name) => word.map((value) => `${name}="${value.replace(/"/g, '')}"`)),
  fc
    .constantFrom(
      'href',
      'src',
      'action',
      'formaction',
      'xlink:href',
      'background',
      'poster',
      'srcset',
      'data-picture',
      'srcdoc',
    )
    .chain((name) => address.map((value) => `${name}="${value}"`)),
)
const tag = fc.constantFrom(
  ...[
    'p',
    'h1',
    'h2',
    'ul',
    'li',
    'table',
    'tr',
    'td',
    'th',
    'a',
    'img',
    'b',
    'i',
    'pre',
    'code',
    'blockquote',
    'br',
    'hr',
    'span',
    'o:p',
  ],
  ...[
    'script',
    'style',
    'iframe',
    'object',
    'embed',
    'svg',
    'math',
    'form',
    'input',
    'button',
    'video',
    'template',
    'noscript',
  ],
  ...[
    'meta',
    'base',
    'link',
    'title',
    'textarea',
    'select',
    'mglyph',
    'mtext',
    'foreignObject',
    'animate',
    'annotation-xml',
    'plaintext',
    'xmp',
  ],
)
const { html } = fc.letrec<{ html: string; part: string; element: string }>((tie) => ({
  html: fc.array(tie('part'), { maxLength: 5 }).map((parts) => parts.join('')),
  part: fc.oneof({ depthSize: 'small' }, word, address, tie('element')),
  element: fc
    .tuple(tag, fc.array(attribute, { maxLength: 3 }), tie('html'), fc.boolean())
    .map(
      ([name, attributes, inner, closed]) =>
        `<${[name, ...attributes].join(' ')}>${inner}${closed ? `</${name}>` : ''}`,
    ),
}))

describe('what is pasted or uploaded, once it stands on a page', () => {
  it('runs nothing, fetches nothing and disguises nothing, whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(html, async (given) => {
        expect(harmIn(await throughBoth(given))).toEqual([])
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('is as harmless when it never came in by the door', async () => {
    await fc.assert(
      fc.asyncProperty(html, async (given) => {
        expect(harmIn(await renderMarkdown(given, { 'a.jpg': 'blob:mine' }))).toEqual([])
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('still says what it said', async () => {
    const page =
      '<h1>防骗</h1><p>接到电话<b>先挂掉</b>，打 <a href="tel:110">110</a>。</p><ul><li>不转账</li><li>不点链接</li></ul>'
    const markdown = await htmlToMarkdown(page)
    expect(markdown).toContain('**先挂掉**')
    expect(markdown).toMatch(/^- +不转账$/m)
    const drawn = await renderMarkdown(markdown, {})
    expect(drawn).toContain('<h2>防骗</h2>')
    expect(drawn).toContain('href="tel:110"')
  })

  it('keeps a table from Word, which has no heading row of its own', async () => {
    const table =
      '<table><tr><td><p>时间</p></td><td><p>内容</p></td></tr><tr><td>九月</td><td>选种|晒种</td></tr></table>'
    const drawn = await renderMarkdown(await htmlToMarkdown(table), {})
    expect(drawn).toContain('<th>时间</th>')
    expect(drawn).toContain('<td>选种|晒种</td>')
  })

  it('leaves out what Word and WeChat put around the words', async () => {
    const pasted =
      '<html><head><style>p{mso-x:1}</style></head><body><!--StartFragment--><p class="MsoNormal" style="color:red"><span lang="ZH-CN">通知<o:p></o:p></span></p><!--EndFragment--></body></html>'
    expect(await htmlToMarkdown(pasted)).toBe('通知')
  })

  it('says where a picture from the web was, without fetching it', async () => {
    expect(
      await htmlToMarkdown('<p>看图 <img src="https://stranger.example/a.gif" alt="量血压"></p>'),
    ).toBe('看图 （图片：量血压）')
  })
})
