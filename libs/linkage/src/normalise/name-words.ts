import { commonLetters } from './letters.js';
import { isParticle, leadsFathersName } from './stems.js';

/** One word of a name in the common alphabet; `sonOf` where a particle says that the father is meant. */
export interface Word {
  readonly letters: string;
  readonly sonOf: boolean;
}

/** Words of a cell; a particle stays with the word before it, one that leads with the word behind it. Cells that hold no name give none. */
export function nameWords(text: string | null, french: boolean): Word[] {
  if (text === null || isNoName(text)) return [];
  const found: Word[] = [];
  let leads = false;
  for (const part of text.split(/[\s\-,.]+/)) {
    const letters = commonLetters(part, french);
    const before = found.at(-1);
    if (letters === '') continue;
    if (isParticle(letters) && before) found[found.length - 1] = { ...before, sonOf: true };
    else if (leadsFathersName(letters)) leads = true;
    else {
      found.push({ letters, sonOf: leads });
      leads = false;
    }
  }
  return found;
}

const NO_NAME = /^(?:б\/?н|нет|неизвестн\p{L}*|не указан\p{L}*|unknown|none|n\/?a|жоқ|жок|йўқ|yo.?q|[\s\-—–.?*/]*)$/iu;

export function isNoName(text: string): boolean {
  return NO_NAME.test(text.trim());
}
