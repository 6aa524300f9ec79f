import type { Variant } from '#contracts';
import type { NameForms } from '../normalise/name-forms.js';
import type { EncodableForms } from './forms.js';
import { padded, bigrams } from './bigrams.js';
import type { PersonForms } from './person-forms.js';
import { ALIAS_SLOTS, ATTRIBUTES, YEAR_MARKS, type Attribute } from './person-layout.js';
import { personSalts } from './person-salts.js';

/** Characters at either end of a number that a typing error at the other end leaves equal. */
const NUMBER_PART = 4;

/** Tokens, slots and salts of a person for {@link PERSON_LAYOUT}. */
export function personEncodable(forms: PersonForms): EncodableForms<Variant> {
  return {
    tokens: {
      given: tokensOf(forms.given),
      surname: tokensOf(forms.surname),
      patronymic: tokensOf(forms.patronymic),
      place: tokensOf(forms.place),
    },
    slots: { ...nameSlots(forms), ...dateSlots(forms), ...otherSlots(forms), ...presence(forms) },
    salts: personSalts(forms),
  };
}

function tokensOf(forms: NameForms | null): readonly string[] {
  return forms === null ? [] : bigrams(padded(forms.fold));
}

type Slots = Readonly<Record<string, string | null>>;

function nameSlots({ given, patronymic, surname, givenAsSurname, surnameAsGiven, aliases }: PersonForms): Slots {
  return {
    ...{ givenCanon: given?.canon ?? null, givenFold: given?.fold ?? null, given: given?.skeleton ?? null },
    ...{ patronymicCanon: patronymic?.canon ?? null, patronymicFold: patronymic?.fold ?? null },
    ...{ patronymic: patronymic?.skeleton ?? null, givenAsSurname, surnameAsGiven },
    ...{ surnameCanon: surname?.canon ?? null, surnameFold: surname?.fold ?? null, surname: surname?.skeleton ?? null },
    ...Object.fromEntries(ALIAS_SLOTS.map((slot, i) => [slot, aliases[i] ?? null])),
  };
}

function dateSlots({ birth: { year, month, day }, carriedDate }: PersonForms): Slots {
  const full = year !== null && month !== null && day !== null ? `${year}-${month}-${day}` : null;
  const after = (mark: number) => (year === null ? null : String(Number(year) + mark));
  const marks = Object.fromEntries(YEAR_MARKS.map((mark) => [`year+${mark}`, after(mark)])) as Slots;
  return { ...marks, month, day, birthDate: full, carriedDate };
}

function otherSlots(forms: PersonForms): Slots {
  const { place, admin1, citizenship, sex, documentNo, nationalId, nationalIdCountry } = forms;
  return {
    ...{ place: place?.skeleton ?? null, admin1, citizenship, sex, nationalIdKind: nationalIdCountry },
    documentKind: documentNo === null ? null : shapeOf(documentNo),
    documentHead: documentNo === null ? null : `document ${documentNo.slice(0, NUMBER_PART + 1)}`,
    documentTail: documentNo === null ? null : `document end ${documentNo.slice(-NUMBER_PART)}`,
    nationalIdTail: nationalId === null ? null : `national ${nationalId.slice(-NUMBER_PART)}`,
  };
}

/** Letters and digits counted tell which kind of document it is. */
function shapeOf(number: string): string {
  const digits = number.replace(/\D/g, '').length;
  return `letters ${number.length - digits} digits ${digits}`;
}

/** A constant form for each attribute that is there. */
function presence(forms: PersonForms): Slots {
  const { given, patronymic, surname, birth, carriedDate, sex, nationalId, documentNo } = forms;
  const held: Readonly<Record<Attribute, unknown>> = {
    ...{
      given,
      patronymic,
      surname,
      year: birth.year,
      month: birth.month,
      day: birth.day,
      carriedDate,
      sex,
      nationalId,
    },
    ...{ place: forms.place, admin1: forms.admin1, citizenship: forms.citizenship, document: documentNo },
    ...{ phone: forms.phone, handle: forms.handle },
  };
  return Object.fromEntries(ATTRIBUTES.map((name) => [`has ${name}`, held[name] === null ? null : 'yes']));
}
