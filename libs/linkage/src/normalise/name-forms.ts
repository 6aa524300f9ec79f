import { single } from './letters.js';
import { skeleton, withoutGlides } from './skeleton.js';

/** One word of a name in three forms of falling detail: what a wrong letter, another alphabet or another ear leaves equal. */
export interface NameForms {
  /** Letters of the common alphabet, without endings, glides and doubled letters. */
  readonly canon: string;
  /** `canon` with two vowels only: back `a` for a, o, u and front `i` for e, i. */
  readonly fold: string;
  /** First letter and consonants. */
  readonly skeleton: string;
}

/** An initial is no name. */
const LEAST_LETTERS = 2;

/** Forms of a word in the common alphabet behind its ending rule; `null` for what is too short to say anything. */
export function nameForms(word: string | null, stem: (word: string) => string): NameForms | null {
  if (word === null || word.length < LEAST_LETTERS) return null;
  const canon = withoutGlides(stem(word));
  const bones = skeleton(canon);
  return bones === '' ? null : { canon, fold: fold(canon), skeleton: bones };
}

/** Two vowel classes: what Russian, passport and ad-hoc spellings of one name mostly keep. */
export function fold(canon: string): string {
  return single(canon.replace(/[aou]/g, 'a').replace(/[ei]/g, 'i'));
}
