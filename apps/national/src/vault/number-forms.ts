/** Letters that look alike in both scripts; clerks mix them. Everything is folded to Latin. */
const CYRILLIC = 'АВЕКМНОРСТУХІЈ';
const LATIN = 'ABEKMHOPCTYXIJ';
const FOLD = new Map([...CYRILLIC].map((letter, i) => [letter, [...LATIN][i] ?? letter]));
const LEAST_DIGITS = 4;

/**
 * A document number or national id in the form in which two are compared: NFKC, upper case, look-alike letters made Latin,
 * without №, spaces and marks. `undefined` for a placeholder: under 4 digits, one digit over and over, or counted up or down.
 */
export function comparableNumber(text: string | null): string | undefined {
  if (text === null) return undefined;
  const upper = text
    .replace(/№|N°|Nº/gi, '')
    .normalize('NFKC')
    .toUpperCase();
  const letters = [...upper].map((letter) => FOLD.get(letter) ?? letter).join('');
  const number = letters.replace(/[^\p{L}\p{N}]/gu, '');
  const digits = number.replace(/\D/g, '');
  return digits.length < LEAST_DIGITS || isPlaceholder(digits) ? undefined : number;
}

function isPlaceholder(digits: string): boolean {
  const counted = '01234567890123456789';
  const backwards = [...counted].reverse().join('');
  return /^(\d)\1*$/.test(digits) || counted.includes(digits) || backwards.includes(digits);
}
