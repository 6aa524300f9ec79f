import { type SeededRandom } from '../../records/random.js';

const ROWS = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

/** The keys left and right of a letter, on the Russian and the English keyboard. */
const BESIDE: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.flatMap((row) =>
    [...row].map((letter, i): [string, string[]] => [letter, [row.charAt(i - 1), row.charAt(i + 1)].filter(Boolean)]),
  ),
);

/** One slip of the finger: a key left out, hit twice, exchanged with the next, or the one beside. */
export function slip(random: SeededRandom, text: string): string {
  if (text.length < 3) return text;
  const at = random.integer(1, text.length - 1);
  const letter = text.charAt(at);
  switch (random.integer(0, 4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1: {
      const wrong = random.pick([...(BESIDE.get(letter) ?? [letter])]);
      return text.slice(0, at) + wrong + text.slice(at);
    }
    case 2:
      return at + 1 < text.length
        ? text.slice(0, at) + text.charAt(at + 1) + letter + text.slice(at + 2)
        : text.slice(0, at - 1) + letter + text.charAt(at - 1);
    default: {
      const beside = BESIDE.get(letter);
      return beside === undefined
        ? text.slice(0, at) + text.slice(at + 1)
        : text.slice(0, at) + random.pick(beside) + text.slice(at + 1);
    }
  }
}

/** A doubled letter written once, or a single one doubled. */
export function doubling(random: SeededRandom, text: string): string {
  const doubled = /(\p{L})\1/u.exec(text);
  if (doubled !== null) return text.slice(0, doubled.index) + text.slice(doubled.index + 1);
  if (text.length < 3) return text;
  const at = random.integer(1, text.length - 1);
  return text.slice(0, at) + text.charAt(at) + text.slice(at);
}

const TO_LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y', і: 'i', ә: 'ə', һ: 'h', А: 'A', В: 'B', Е: 'E', К: 'K' },
  ...{ М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', Х: 'X', Ә: 'Ə', І: 'I' },
};
const TO_CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(TO_LATIN).map(([cyrillic, latin]) => [latin, cyrillic]),
);

/** Some letters of the other script that look the same; the text as it was where none does. */
export function mixedScript(random: SeededRandom, text: string): string {
  const alike = /\p{Script=Cyrillic}/u.test(text) ? TO_LATIN : TO_CYRILLIC;
  const places = [...text].flatMap((letter, i) => (alike[letter] === undefined ? [] : [i]));
  if (places.length === 0) return text;
  const chosen = random.chance(0.6) ? [random.pick(places)] : places;
  return [...text].map((letter, i) => (chosen.includes(i) ? (alike[letter] ?? letter) : letter)).join('');
}

/** One space too many. */
export function straySpace(random: SeededRandom, text: string): string {
  const space = text.indexOf(' ');
  switch (random.integer(0, 3)) {
    case 0:
      return ` ${text}`;
    case 1:
      return `${text} `;
    case 2:
      return space < 0 ? `${text}\u00a0` : `${text.slice(0, space)} ${text.slice(space)}`;
    default:
      return space < 0 ? `${text}  ` : `${text.slice(0, space)}\u00a0${text.slice(space + 1)}`;
  }
}
