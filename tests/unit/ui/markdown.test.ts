// DOMPurify says of happy-dom that it is not safe in it, and it is right: jsdom parses as browsers do.
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { pictureName, renderMarkdown } from '@/ui/markdown'

describe('a study text on the page', () => {
  it('keeps headings, lists, bold words and tables', async () => {
    const drawn = await renderMarkdown('# 甲\n\n- **乙**\n\n| 丙 | 丁 |\n| - | - |\n| 1 | 2 |', {})
    expect(drawn).toContain('<h2>甲</h2>')
    expect(drawn).toContain('<strong>乙</strong>')
    expect(drawn).toContain('<th>丙</th>')
  })

  it('shows a picture that is on the phone, and its words when it is not', async () => {
    const text = '![关阀门](picture:gas-leak.png)'
    expect(await renderMarkdown(text, { 'gas-leak.png': 'blob:here' })).toContain('src="blob:here"')
    const without = await renderMarkdown(text, {})
    expect(without).toContain('（图片：关阀门）')
    expect(without).not.toContain('<img')
  })

  it('shows a paragraph that is all marks as the signs they are, instead of holding up the phone', async () => {
    const drawn = await renderMarkdown(`**前**\n\n${'*a _'.repeat(300)}\n\n**后**`, {})
    expect(drawn).toContain('<strong>前</strong>')
    expect(drawn).toContain('<strong>后</strong>')
    expect(drawn).toContain('*a _*a _')
    expect(drawn).not.toContain('<em>')
  })

  it('draws a long list of bold words all the same', async () => {
    const drawn = await renderMarkdown('- **甲**：乙\n'.repeat(120), {})
    expect(drawn.match(/<strong>/g)).toHaveLength(120)
  })

  it('finds a picture whose name has spaces or Chinese in it', () => {
    expect(pictureName('picture:%E5%9B%BE%201.jpg')).toBe('图 1.jpg')
    expect(pictureName('100%.jpg')).toBe('100%.jpg')
  })

  it('leads outside only over a line nobody can listen to, and tells nobody where it came from', async () => {
    const outside = await renderMarkdown('[卫健委](https://nhc.example)', {})
    expect(outside).toContain('rel="noopener noreferrer"')
    for (const address of [
      'http://plain.example',
      'data:text/html,x',
      '//stranger.example',
      'picture:a',
      '/me',
    ]) {
      expect(await renderMarkdown(`[去](${address})`, {})).not.toContain('href=')
    }
  })

  it.each([
    ['<img data-picture=a src="data:image/svg+xml,<svg onload=alert(1)>">'],
    ['<object data="data:text/html,x"></object><embed src="//stranger.example">'],
    ['<style>@import "https://stranger.example"</style><base href="https://stranger.example">'],
    ['<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>'],
    ['<img data-picture=a src="https://stranger.example/seen.gif">'],
    ['[点这里](javascript:alert(1))'],
    ['<a href="&#106;avascript:alert(1)">x</a>'],
    ['<p style="position:fixed" onclick="x()" id="login">x</p>'],
    ['<iframe src="https://stranger.example"></iframe>'],
    ['<svg><animate onbegin=alert(1) attributeName=x></svg>'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>'],
    ['<form action="https://stranger.example"><input name=a><button>去</button></form>'],
    ['![x](https://stranger.example/seen.gif)'],
  ])('lets nothing run and nobody watch: %s', async (text) => {
    const drawn = await renderMarkdown(text, {})
    expect(drawn).not.toMatch(
      /<(script|iframe|svg|math|style|form|input|button)|\son\w+=|javascript:|\sstyle=|\ssrc=/i,
    )
  })
})
