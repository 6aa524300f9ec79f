import { nameForms, type NameForms } from './name-forms.js';
import { orderName, type TypedName } from './name-order.js';
import { givenStem, patronymicStem, surnameStem } from './stems.js';

/** Skeletons of the parts of a name; `null` where a part is absent or too short to say anything. */
export interface NameSkeletons {
  readonly given: string | null;
  readonly patronymic: string | null;
  readonly surname: string | null;
}

/** Forms of the parts of a name, and the skeleton that a word would have in the other column. */
export interface PersonNameForms {
  readonly given: NameForms | null;
  readonly patronymic: NameForms | null;
  readonly surname: NameForms | null;
  /** The given name read as a surname and the reverse: columns that were swapped without an ending that tells. */
  readonly givenAsSurname: string | null;
  readonly surnameAsGiven: string | null;
}

/** raw -> one script -> common letters -> order -> stems -> canon, fold, skeleton. */
export function personNameForms(name: TypedName): PersonNameForms {
  const { given, patronymic, surname } = orderName(name);
  return {
    given: nameForms(given, givenStem),
    patronymic: nameForms(patronymic, patronymicStem),
    surname: nameForms(surname, surnameStem),
    givenAsSurname: nameForms(given, surnameStem)?.skeleton ?? null,
    surnameAsGiven: nameForms(surname, givenStem)?.skeleton ?? null,
  };
}

export function nameSkeletons(name: TypedName): NameSkeletons {
  const { given, patronymic, surname } = personNameForms(name);
  return {
    given: given?.skeleton ?? null,
    patronymic: patronymic?.skeleton ?? null,
    surname: surname?.skeleton ?? null,
  };
}
