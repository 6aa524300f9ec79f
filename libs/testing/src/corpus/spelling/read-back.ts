import { type SeededRandom } from '../../records/random.js';

const DIGRAPHS: Readonly<Record<string, string>> = {
  ...{ sh: 'ш', ch: 'ч', kh: 'х', zh: 'ж', dj: 'дж', gh: 'г', ts: 'ц', yu: 'ю', ya: 'я', yo: 'ё', ye: 'е', ou: 'у' },
};
const LETTERS: Readonly<Record<string, string>> = {
  ...{ a: 'а', b: 'б', c: 'к', d: 'д', e: 'е', f: 'ф', g: 'г', h: 'х', i: 'и', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о' },
  ...{ p: 'п', q: 'к', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'х', z: 'з' },
};

/** Russian letters for a Latin name that the clerk reads from a passport without knowing how it sounds. */
export function readBack(latin: string, random: SeededRandom): string {
  const j = random.pick(['дж', 'ж']);
  const y = random.pick(['ы', 'й', 'и']);
  let text = '';
  for (let i = 0; i < latin.length; i++) {
    const pair = DIGRAPHS[latin.slice(i, i + 2)];
    const letter = latin.charAt(i);
    if (pair !== undefined) i++;
    text += pair ?? (letter === 'j' ? j : letter === 'y' ? yOf(latin, i, y) : (LETTERS[letter] ?? keep(letter)));
  }
  return text;
}

function yOf(latin: string, index: number, ambiguous: string): string {
  return /[aeiou]/.test(latin.charAt(index - 1)) ? 'й' : ambiguous;
}

/** Spaces and hyphens stay, apostrophes and diacritics are passed over. */
function keep(letter: string): string {
  return /[\s-]/.test(letter) ? letter : '';
}
