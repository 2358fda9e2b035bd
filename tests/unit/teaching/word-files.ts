import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync, type Zippable } from 'fflate'

const contentTypes = (more = '') => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${more}</Types>`

const relationships = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const relationship = (id: string, kind: string, target: string, mode = '') =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"${mode && ` TargetMode="${mode}"`}/>`

const documentXml = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>`

const stylesXml = `<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style></w:styles>`

export const paragraph = (text: string, style = '') =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`

export const boldParagraph = (text: string) =>
  `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r></w:p>`

export const table = (...rows: string[][]) =>
  `<w:tbl>${rows
    .map(
      (cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`,
    )
    .join('')}</w:tbl>`

export const picture = (relationId: string, words: string) =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="${words}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${relationId}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`

/** A real picture of one red point. */
export const onePoint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
)

interface Parts {
  body?: string
  rels?: string
  types?: string
  more?: Zippable
}

/** The parts of a small, honest Word file, with whatever a test puts into it. */
export function wordParts({
  body = paragraph('秋播开始了'),
  rels = '',
  types = '',
  more = {},
}: Parts = {}): Zippable {
  return {
    '[Content_Types].xml': strToU8(contentTypes(types)),
    '_rels/.rels': strToU8(
      relationships(relationship('r1', 'officeDocument', 'word/document.xml')),
    ),
    'word/document.xml': strToU8(documentXml(body)),
    'word/styles.xml': strToU8(stylesXml),
    'word/_rels/document.xml.rels': strToU8(
      relationships(relationship('s1', 'styles', 'styles.xml') + rels),
    ),
    ...more,
  }
}

export const asFile = (bytes: Uint8Array, name = '学习.docx') =>
  new File([Uint8Array.from(bytes)], name)
export const wordFile = (parts: Parts = {}) => asFile(zipSync(wordParts(parts)))

/** An OLE file, as old Word and Word with a password write it; its table of contents names one stream. */
export function oleFile(stream: string, name = '学习.doc'): File {
  const bytes = new Uint8Array(512 * 4)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  new DataView(bytes.buffer).setUint16(30, 9, true)
  new DataView(bytes.buffer).setUint32(48, 1, true)
  bytes.set(Buffer.from(stream, 'utf16le'), 1024 + 128)
  return asFile(bytes, name)
}

/** A zip of one huge part that says of itself how large it would come out, truly or not. */
export function bomb(bytes: number, says: number): File {
  const packed = deflateRawSync(new Uint8Array(bytes))
  const name = strToU8('word/media/big.bin')
  const local = localHeader(name, packed.length, says)
  const central = centralHeader(name, packed.length, says, 0)
  const end = endRecord(1, central.length, local.length + packed.length)
  return asFile(Uint8Array.from([...local, ...packed, ...central, ...end]))
}

function localHeader(name: Uint8Array, packed: number, says: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(30))
  header.setUint32(0, 0x04034b50, true)
  header.setUint16(4, 20, true)
  header.setUint16(8, 8, true)
  header.setUint32(18, packed, true)
  header.setUint32(22, says, true)
  header.setUint16(26, name.length, true)
  return Uint8Array.from([...new Uint8Array(header.buffer), ...name])
}

function centralHeader(name: Uint8Array, packed: number, says: number, at: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(46))
  header.setUint32(0, 0x02014b50, true)
  header.setUint16(4, 20, true)
  header.setUint16(6, 20, true)
  header.setUint16(10, 8, true)
  header.setUint32(20, packed, true)
  header.setUint32(24, says, true)
  header.setUint16(28, name.length, true)
  header.setUint32(42, at, true)
  return Uint8Array.from([...new Uint8Array(header.buffer), ...name])
}

function endRecord(entries: number, centralBytes: number, at: number): Uint8Array {
  const record = new DataView(new ArrayBuffer(22))
  record.setUint32(0, 0x06054b50, true)
  record.setUint16(8, entries, true)
  record.setUint16(10, entries, true)
  record.setUint32(12, centralBytes, true)
  record.setUint32(16, at, true)
  return new Uint8Array(record.buffer)
}
