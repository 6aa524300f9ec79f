import { single } from './letters.js';

/** Glides are vowels, and nothing beside another vowel; marks of earlier steps go. */
export function withoutGlides(word: string): string {
  return single(
    word
      .replaceAll('~', '')
      .replaceAll('y', 'i')
      .replace(/i+(?=[aoue])/g, ''),
  );
}

/**
 * First letter (vowels alike) and consonants, with {s, sh}, {ch, j} and {k, g} merged: what survives transliteration.
 * Empty for an empty word.
 */
export function skeleton(word: string): string {
  const head = word.replace(/^[aouei]/, 'A').slice(0, 1);
  const rest = word.slice(1).replace(/[aouei]/g, '');
  return single((head + rest).replaceAll('S', 's').replaceAll('j', 'C').replaceAll('g', 'k'));
}
