import { type SeededRandom } from '../../records/random.js';
import { COMMON_LATIN, type LatinTable } from './latin-tables.js';

const CHOICES: readonly (readonly [letters: string, spellings: readonly string[]])[] = [
  ['ж', ['zh', 'zh', 'j', 'j', 'dj']],
  ['ҷҗ', ['j', 'j', 'dj', 'dzh']],
  ['х', ['kh', 'h', 'h', 'x']],
  ['ҳһ', ['h', 'h', 'kh', 'x']],
  ['ц', ['ts', 'c']],
  ['щ', ['sch', 'shch', 'sh']],
  ['ч', ['ch', 'ch', 'ch', 'tch']],
  ['ю', ['yu', 'yu', 'iu', 'u', 'ju']],
  ['я', ['ya', 'ya', 'ia', 'a', 'ja']],
  ['ё', ['yo', 'e', 'io']],
  ['й', ['y', 'i', 'j']],
  ['ы', ['y', 'y', 'i']],
  ['уұүӯ', ['u', 'u', 'u', 'u', 'oo', 'ou']],
  ['ў', ['o', 'u', 'u']],
  ['ө', ['o', 'o', 'u', 'e']],
  ['қ', ['k', 'k', 'q']],
  ['ғ', ['g', 'g', 'gh']],
  ['ң', ['n', 'ng']],
  ['в', ['v', 'v', 'v', 'v', 'w']],
  ['ә', ['a', 'a', 'e']],
];

/** The table that one clerk makes up for one name: the same letter is spelt alike within it. */
export function adHocTable(random: SeededRandom): LatinTable {
  const letters: Record<string, string> = { ...COMMON_LATIN };
  for (const [group, spellings] of CHOICES) {
    const spelling = random.pick(spellings);
    for (const letter of group) letters[letter] = spelling;
  }
  return { letters, openE: random.pick(['e', 'e', 'ye']), joinsDzh: random.chance(0.8) };
}

/** Chance that кс becomes x, as in Alexandr. */
const X_FOR_KS = 0.5;

export function adHocEndings(latin: string, random: SeededRandom): string {
  const word = random.chance(X_FOR_KS) ? latin.replaceAll('ks', 'x') : latin;
  return word.replace(/(?:iy|yy|yi|ij|yj)$/, random.pick(['iy', 'y', 'i', 'ii']));
}
