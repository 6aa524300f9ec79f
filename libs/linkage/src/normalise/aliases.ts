import { commonLetters } from './letters.js';
import { isNoName, nameWords } from './name-words.js';
import { nameForms } from './name-forms.js';
import { surnameStem } from './stems.js';

/** More names than this are not encoded. */
export const MOST_ALIASES = 4;
/** Shorter skeletons are shared by strangers. */
const LEAST_BONES = 3;
/** Words that say what kind of name follows. */
export const ALIAS_KINDS: readonly string[] = [
  ...['девичья', 'девичье', 'девичью', 'девичестве', 'дев', 'урождённая', 'урожденная', 'урожд', 'прежняя', 'бывшая'],
  ...['добрачная', 'замужем', 'замужеству', 'фамилия', 'фамилией', 'имя', 'именем', 'отчество', 'прозвище', 'кличка'],
  ...['псевдоним', 'она', 'он', 'оно', 'же', 'также', 'известна', 'известен', 'как', 'под', 'до', 'после', 'брака'],
  ...['қыз', 'тегі', 'лақап', 'аты', 'есімі', 'фамилияси', 'қизлик', 'исми', 'лақаби', 'номи', 'насаби', 'духтарӣ'],
  ...['devichya', 'familiya', 'familiyasi', 'qizlik', 'ismi', 'laqabi', 'née', 'maiden', 'name', 'surname', 'alias'],
  ...['aka', 'nickname', 'known', 'as', 'formerly'],
];
const KINDS = new Set(ALIAS_KINDS.map((word) => commonLetters(word)));

/**
 * Skeletons of every word of maiden names, nicknames and other names, in the order of the text, at most four. Words read as
 * surnames, so that a maiden name meets the surname of an earlier record; those in `known` and words such as "maiden" are left
 * out.
 */
export function aliasSkeletons(aliases: readonly string[], known: readonly (string | null)[]): string[] {
  const words = aliases.filter((alias) => !isNoName(alias)).flatMap((alias) => nameWords(alias, false));
  const names = words.filter(({ letters }) => !KINDS.has(letters));
  const found = names.map(({ letters }) => nameForms(letters, surnameStem)?.skeleton ?? '');
  const telling = found.filter((bones) => bones.length >= LEAST_BONES && !known.includes(bones));
  return [...new Set(telling)].slice(0, MOST_ALIASES);
}
