import { aliasSkeletons, MOST_ALIASES } from '../normalise/aliases.js';
import {
  birthDate,
  birthDateOfNationalId,
  completedBirthDate,
  countryOfNationalId,
  type BirthDate,
} from '../normalise/birth-date.js';
import { fullNames } from '../normalise/hypocorisms.js';
import type { NameForms } from '../normalise/name-forms.js';
import { documentNumber, nationalIdNumber, phoneNumber, socialHandle } from '../normalise/numbers.js';
import { personNameForms, type PersonNameForms } from '../normalise/person-name.js';
import { placeForms } from '../normalise/place.js';
import type { PersonMention } from './person-mention.js';

/** What is encoded of a person: everything in canonical forms, `null` where absent or a placeholder. */
export interface PersonForms extends PersonNameForms {
  /** Skeletons of other names, and of the full names that a pet name stands for, at most four. */
  readonly aliases: readonly string[];
  /** As typed, completed from a national number where the two agree. */
  readonly birth: BirthDate;
  /** The birth date that the national number carries. */
  readonly carriedDate: string | null;
  readonly place: NameForms | null;
  readonly admin1: string | null;
  readonly citizenship: string | null;
  /** UNKNOWN and OTHER would make strangers meet: only FEMALE and MALE say something. */
  readonly sex: 'FEMALE' | 'MALE' | null;
  readonly documentNo: string | null;
  readonly nationalId: string | null;
  readonly nationalIdCountry: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
}

/** `names` may be given where the forms of the same three cells are known. */
export function personForms(person: PersonMention, names: PersonNameForms = personNameForms(person)): PersonForms {
  const nationalId = nationalIdNumber(person.nationalId);
  const carriedDate = birthDateOfNationalId(nationalId);
  return {
    ...names,
    aliases: aliasesOf(person.aliases ?? [], names),
    birth: completedBirthDate(birthDate(person.birthDate), birthDate(carriedDate)),
    carriedDate,
    place: placeForms(person.birthPlace ?? null),
    admin1: codeOf(person.birthAdmin1 ?? null),
    citizenship: codeOf(person.citizenship ?? null),
    sex: person.sex === 'FEMALE' || person.sex === 'MALE' ? person.sex : null,
    documentNo: documentNumber(person.documentNo),
    nationalId,
    nationalIdCountry: countryOfNationalId(nationalId),
    phone: phoneNumber(person.phone),
    handle: socialHandle(person.handle),
  };
}

function aliasesOf(aliases: readonly string[], { given, patronymic, surname }: PersonNameForms): string[] {
  const own = [given, patronymic, surname].map((forms) => forms?.skeleton ?? null);
  const full = given === null ? [] : fullNames(given.canon);
  return [...new Set([...full, ...aliasSkeletons(aliases, own)])].slice(0, MOST_ALIASES);
}

/** A code of ISO 3166; UNKNOWN and empty cells are none. */
function codeOf(text: string | null): string | null {
  const code = text?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/.test(code) ? code : null;
}
