import { createHash } from 'node:crypto';
import { createPersonEncoder } from '../encode/encoder.js';
import { derivedKey, lengthPrefixed } from '../encode/keys.js';
import { place } from '../encode/layout.js';
import { personEncodable } from '../encode/person-encodable.js';
import { personForms } from '../encode/person-forms.js';
import { PERSON_LAYOUT } from '../encode/person-layout.js';
import { birthDate, birthDateOfNationalId, countryOfNationalId } from '../normalise/birth-date.js';
import { LETTERS } from '../normalise/cyrillic.js';
import { ALIAS_KINDS } from '../normalise/aliases.js';
import { FORMS_VERSION } from '../normalise/forms-version.js';
import { HYPOCORISMS } from '../normalise/hypocorisms.js';
import { MARKED, SPELLINGS } from '../normalise/latin.js';
import { commonLetters } from '../normalise/letters.js';
import { documentNumber, nationalIdNumber, phoneNumber, socialHandle } from '../normalise/numbers.js';
import { nameSkeletons } from '../normalise/person-name.js';
import { PLACE_COUNTRIES, PLACE_KINDS, placeForms } from '../normalise/place.js';
import { NOBODY, type PersonVector, type VectorFile } from './vector-file.testing.js';

/** The same inputs with everything that the code makes of them. */
export function computedVectors(file: VectorFile): VectorFile {
  const key = Buffer.from(file.encoding.key, 'hex');
  return {
    ...file,
    version: FORMS_VERSION,
    names: file.names.map(({ spellings }) => ({ skeletons: skeletonsOf(spellings[0]), spellings })),
    encoding: encodingOf(file.encoding, key),
    persons: file.persons.map((vector) => personOf(vector, key)),
    words: file.words.map(({ word }) => ({ word, letters: commonLetters(word) })),
    frenchWords: file.frenchWords.map(({ word }) => ({ word, letters: commonLetters(word, true) })),
    places: file.places.map((typed) => ({ place: typed.place, forms: placeForms(typed.place) })),
    dates: file.dates.map((typed) => ({ birthDate: typed.birthDate, parts: birthDate(typed.birthDate) })),
    numbers: numbersOf(file.numbers),
    keys: file.keys.map(({ use, purpose, epoch, variant }) => ({
      ...{ use, purpose, epoch, variant },
      info: lengthPrefixed(['kerege', use, purpose, String(epoch), variant]).toString('hex'),
      key: derivedKey(key, use, purpose, epoch, variant).toString('hex'),
    })),
    parts: file.parts.map(({ parts }) => {
      const bytes = lengthPrefixed(parts);
      return { parts, bytes: bytes.toString('hex'), digest: createHash('sha256').update(bytes).digest('hex') };
    }),
    tables: tables(),
  };
}

type Spelling = VectorFile['names'][number]['spellings'][number];

function skeletonsOf(spelling: Spelling | undefined) {
  const [givenName = null, patronymic = null, surname = null] = spelling ?? [];
  return nameSkeletons({ givenName, patronymic, surname });
}

function encodingOf(encoding: VectorFile['encoding'], key: Buffer): VectorFile['encoding'] {
  const { person, nonce } = encoding;
  return {
    ...encoding,
    epochs: encoding.epochs.map(({ epoch }) => ({
      epoch,
      variants: createPersonEncoder(key, epoch).encode(person, nonce),
    })),
    forms: personForms(person),
  };
}

function personOf({ shows, person, purpose, nonce }: PersonVector, key: Buffer): PersonVector {
  const forms = personForms({ ...NOBODY, ...person });
  const { tokens, slots, salts } = personEncodable(forms);
  const held = Object.fromEntries(Object.entries(slots).filter(([, text]) => text !== null));
  const variants = createPersonEncoder(key, 1, purpose).encode({ ...NOBODY, ...person }, nonce);
  return { shows, person, ...(purpose ? { purpose } : {}), nonce, forms, tokens, slots: held, salts, variants };
}

function numbersOf({ documentNo, nationalId, phone, handle }: VectorFile['numbers']): VectorFile['numbers'] {
  return {
    documentNo: documentNo.map(({ typed }) => ({ typed, number: documentNumber(typed) })),
    nationalId: nationalId.map(({ typed }) => {
      const number = nationalIdNumber(typed);
      return { typed, number, country: countryOfNationalId(number), carriedDate: birthDateOfNationalId(number) };
    }),
    phone: phone.map(({ typed }) => ({ typed, number: phoneNumber(typed) })),
    handle: handle.map(({ typed }) => ({ typed, number: socialHandle(typed) })),
  };
}

/** What an implementation needs as data: letters, pet names, the places of everything in a segment. */
function tables(): VectorFile['tables'] {
  const { bytes, sketches, slots } = place(PERSON_LAYOUT);
  return {
    cyrillic: LETTERS,
    latinMarked: MARKED,
    latinSpellings: SPELLINGS,
    petNames: HYPOCORISMS,
    aliasKinds: ALIAS_KINDS,
    placeKinds: PLACE_KINDS,
    placeCountries: PLACE_COUNTRIES,
    segment: {
      bytes,
      sketches: sketches.map(({ name, offset, bits }) => ({ name, offset, bits })),
      slots: slots.map(({ name, domain, offset, bits }) => ({ name, domain, offset, bits })),
    },
  };
}
