import { orderName, type TypedName } from './name-order.js';
import { skeleton, withoutGlides } from './skeleton.js';
import { givenStem, patronymicStem, surnameStem } from './stems.js';

/** Skeletons of the parts of a name; `null` where a part is absent or too short to say anything. */
export interface NameSkeletons {
  readonly given: string | null;
  readonly patronymic: string | null;
  readonly surname: string | null;
}

/** An initial is no name. */
const LEAST_LETTERS = 2;

/** raw -> one script -> common letters -> order -> stems -> skeletons. */
export function nameSkeletons(name: TypedName): NameSkeletons {
  const parts = orderName(name);
  return {
    given: reduced(parts.given, givenStem),
    patronymic: reduced(parts.patronymic, patronymicStem),
    surname: reduced(parts.surname, surnameStem),
  };
}

function reduced(word: string | null, stem: (word: string) => string): string | null {
  if (word === null || word.length < LEAST_LETTERS) return null;
  const bones = skeleton(withoutGlides(stem(word)));
  return bones === '' ? null : bones;
}
