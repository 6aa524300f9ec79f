import { isNoName, nameWords } from './name-words.js';
import { nameForms } from './name-forms.js';
import { surnameStem } from './stems.js';

/** More names than this are not encoded. */
export const MOST_ALIASES = 4;
/** Shorter skeletons are shared by strangers. */
const LEAST_BONES = 3;

/**
 * Skeletons of every word of maiden names, nicknames and other names, in the order of the text, at most four. Words read as
 * surnames, so that a maiden name meets the surname of an earlier record; those in `known` are left out.
 */
export function aliasSkeletons(aliases: readonly string[], known: readonly (string | null)[]): string[] {
  const words = aliases.filter((alias) => !isNoName(alias)).flatMap((alias) => nameWords(alias, false));
  const found = words.map(({ letters }) => nameForms(letters, surnameStem)?.skeleton ?? '');
  const telling = found.filter((bones) => bones.length >= LEAST_BONES && !known.includes(bones));
  return [...new Set(telling)].slice(0, MOST_ALIASES);
}
