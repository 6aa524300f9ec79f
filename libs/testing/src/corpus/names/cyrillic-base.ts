/** Present Uzbek Latin and Turkmen Latin to Cyrillic: the script in which the generator keeps every name. */
const UZBEK: Readonly<Record<string, string>> = {
  ...{ "o'": 'ў', "g'": 'ғ', sh: 'ш', ch: 'ч', yo: 'ё', yu: 'ю', ya: 'я', ye: 'е', a: 'а', b: 'б', d: 'д', f: 'ф' },
  ...{ g: 'г', h: 'ҳ', i: 'и', j: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п', q: 'қ', r: 'р', s: 'с' },
  ...{ t: 'т', u: 'у', v: 'в', x: 'х', y: 'й', z: 'з', "'": 'ъ', e: 'е' },
};

const TURKMEN: Readonly<Record<string, string>> = {
  ...{ ýa: 'я', ýo: 'ё', ýu: 'ю', ýe: 'е', a: 'а', b: 'б', ç: 'ч', d: 'д', e: 'е', ä: 'ә', f: 'ф', g: 'г', h: 'х' },
  ...{ i: 'и', j: 'җ', ž: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', ň: 'ң', o: 'о', ö: 'ө', p: 'п', r: 'р', s: 'с' },
  ...{ ş: 'ш', t: 'т', u: 'у', ü: 'ү', w: 'в', y: 'ы', ý: 'й', z: 'з' },
};

/** `To'lqin` to `тўлқин`; an e that begins a word is э. */
export function uzbekToCyrillic(word: string): string {
  return letterByLetter(word, UZBEK).replace(/^е/, word.startsWith('y') ? 'е' : 'э');
}

/** `Döwletgeldi` to `дөвлетгелди`. */
export function turkmenToCyrillic(word: string): string {
  return letterByLetter(word, TURKMEN).replace(/^е/, word.startsWith('ý') ? 'е' : 'э');
}

function letterByLetter(word: string, table: Readonly<Record<string, string>>): string {
  const text = word.toLowerCase();
  let cyrillic = '';
  for (let i = 0; i < text.length; i++) {
    const pair = table[text.slice(i, i + 2)];
    cyrillic += pair ?? table[text.charAt(i)] ?? text.charAt(i);
    if (pair !== undefined) i++;
  }
  return cyrillic;
}
