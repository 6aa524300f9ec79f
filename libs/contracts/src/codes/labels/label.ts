import { UNKNOWN } from '../lists/code-list.js';
import type { CodeListName, CodeOf } from '../lists/index.js';
import type { LabelLanguage } from '../person.js';
import { LABELS } from './index.js';

/** `UNKNOWN` reads the same in every list: it was asked, and not known. */
const NOT_KNOWN: Readonly<Record<LabelLanguage, string>> = {
  kk: 'Белгісіз',
  ky: 'Белгисиз',
  tg: 'Номаълум',
  uz: 'Nomaʼlum',
  ru: 'Неизвестно',
  en: 'Unknown',
};

/** What a code is called in one language alone, `undefined` where it has no label there. */
export function ownLabel<L extends CodeListName>(
  list: L,
  code: CodeOf<L> | typeof UNKNOWN,
  language: LabelLanguage,
): string | undefined {
  if (code === UNKNOWN) return NOT_KNOWN[language];
  // The table's type knows which codes each list has; an index by two type parameters is more than it can follow.
  const ofList: Readonly<Record<string, string | undefined>> | undefined = LABELS[language][list];
  return ofList?.[code];
}

/**
 * What people read for a code: its label in the language, else in Russian (which officials of all four countries read),
 * else in English, else the code itself.
 */
export function label<L extends CodeListName>(
  list: L,
  code: CodeOf<L> | typeof UNKNOWN,
  language: LabelLanguage,
): string {
  return ownLabel(list, code, language) ?? ownLabel(list, code, 'ru') ?? ownLabel(list, code, 'en') ?? code;
}
