import { fromCyrillic } from './cyrillic.js';
import { fromLatin } from './latin.js';
import { unifyScript } from './script.js';

/**
 * One word, as written in any of the spellings, in the common alphabet `abCdefghijklmnoprsStuvyz`: doubled letters are one,
 * ng is n. A `~` keeps apart two letters that a suffix rule needs (Firuz-zoda keeps its z and Nurbek-kyzy its k when the suffix goes).
 */
export function commonLetters(word: string, french = false): string {
  const { text, script } = unifyScript(word);
  const lower = text.toLowerCase();
  const letters = script === 'CYRILLIC' ? fromCyrillic(lower) : fromLatin(lower, french);
  const apart = letters.replace(/zz(?=[oa]d[aoe])/g, 'z~z').replace(/kk(?=[iy]z[iy]$)/, 'k~k');
  return single(single(apart).replaceAll('ng', 'n'));
}

/** Doubled letters made one. */
export function single(word: string): string {
  return word.replace(/(.)\1+/g, '$1');
}
