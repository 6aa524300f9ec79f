import { type SeededRandom } from '../../records/random.js';
import { BGN_J, transliterate } from '../spelling/latin-tables.js';
import { digits, two } from './digits.js';

/** A name in a messenger or network; `given` and `surname` lower-case Cyrillic. */
export function newHandle(random: SeededRandom, given: string, surname: string, birthYear: number): string {
  const latin = (text: string) => transliterate(text, BGN_J).replace(/[^a-z]/g, '');
  const name = latin(given);
  switch (random.integer(0, 4)) {
    case 0:
      return `${name}_${two(birthYear % 100)}${digits(random, 2)}`;
    case 1:
      return `${name}.${latin(surname)}${digits(random, 3)}`;
    case 2:
      return `${latin(surname)}_${name.slice(0, 1)}${digits(random, 4)}`;
    case 3:
      return `${name}${digits(random, 5)}`;
    default:
      return `${name}${birthYear}_${digits(random, 3)}`;
  }
}

export function typeHandle(random: SeededRandom, handle: string): string {
  switch (random.integer(0, 5)) {
    case 0:
      return handle;
    case 1:
      return `t.me/${handle}`;
    case 2:
      return `https://instagram.com/${handle}`;
    case 3:
      return `@${handle.charAt(0).toUpperCase()}${handle.slice(1)}`;
    default:
      return `@${handle}`;
  }
}
