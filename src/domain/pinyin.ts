let collator: Intl.Collator | undefined

/** The order of sounds takes an old phone a tenth of a second to look up, so nobody asks for it before there are names. */
function compare(one: string, other: string): number {
  collator ??= new Intl.Collator('zh-u-co-pinyin')
  return collator.compare(one, other)
}

/** People as a Chinese register lists them: by the sound of the name. */
export function byName(one: { name: string }, other: { name: string }): number {
  return compare(one.name, other.name)
}

/** The first character of each letter in that order; no sound begins with i, u or v. */
const firsts = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀'
const letters = 'abcdefghjklmnopqrstwxyz'
/** Surnames that do not sound as the character usually does. */
const surnames: Readonly<Record<string, string>> = {
  单: 's',
  曾: 'z',
  解: 'x',
  仇: 'q',
  区: 'o',
  查: 'z',
  翟: 'z',
  覃: 'q',
}

/** 王秀兰 → wxl, as a first guess that the secretary can mend. */
export function initialsOf(name: string): string {
  return Array.from(name.trim(), (character, at) =>
    at === 0 ? (surnames[character] ?? initialOf(character)) : initialOf(character),
  ).join('')
}

function initialOf(character: string): string {
  if (/[a-z]/i.test(character)) return character.toLowerCase()
  if (!/\p{Script=Han}/u.test(character)) return ''
  const after = Array.from(firsts).findIndex((first) => compare(first, character) > 0)
  return letters.charAt((after < 0 ? letters.length : after) - 1)
}

/** Whether what was typed names this person: part of the name, its initials, or its sound written out. */
export function isNamed(
  typed: string,
  { name, pinyin }: { name: string; pinyin: string },
): boolean {
  const wanted = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  if (wanted === '' || name.includes(wanted)) return true
  const sounds = pinyin.toLowerCase().split(/\s+/)
  return [sounds.map((sound) => sound.charAt(0)).join(''), sounds.join(''), initialsOf(name)].some(
    (way) => way.startsWith(wanted),
  )
}
