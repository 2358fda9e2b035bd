/** Why a Word file was not taken. */
export type WordRefusal =
  | 'too-big'
  | 'empty'
  | 'wrong-type'
  | 'old-word'
  | 'locked'
  | 'macros'
  | 'outside-links'
  | 'too-much-inside'
  | 'broken'

/** Each refusal: what is the matter with the file, and what to do about it. */
export const wordRefusalWords: Record<WordRefusal, string> = {
  'too-big': '这个文件超过 20 兆，太大了。请在 Word 里把图片压缩一下，或者分成几篇。',
  empty: '这个文件是空的，请换一个。',
  'wrong-type': '这不是 Word 文件。请选文件名以 .docx 结尾的文件。',
  'old-word':
    '这是老格式的 Word 文件（.doc）。请在 Word 或 WPS 里打开，「另存为」.docx 格式后再传。',
  locked: '这个文件加了密码，打不开。请在 Word 里去掉密码，保存后再传。',
  macros: '这个文件里带有小程序（宏），为了安全不能收。请在 Word 里「另存为」普通的 .docx 再传。',
  'outside-links':
    '这个文件要从外面的地址取图片或模板，为了安全不能收。请在 Word 里全选、复制，再粘贴到正文里。',
  'too-much-inside':
    '这个文件展开以后大得不正常，为了安全不能收。请在 Word 里新建一个文件，把内容复制过去再传。',
  broken: '这个文件坏了，读不出来。请在 Word 里打开看看，重新保存后再传。',
}

export class WordRefused extends Error {
  readonly why: WordRefusal

  constructor(why: WordRefusal, cause?: unknown) {
    super(why, { cause })
    this.name = 'WordRefused'
    this.why = why
  }
}
