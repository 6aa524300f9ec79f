import { COUNTRIES, type CountryCode } from '#contracts';
import type { PersonMention } from '#linkage';
import { Draws } from './draws.js';
import { isRepeated, type MentionShape } from './mention-shape.js';
import { NAMES, patronymicOf, surnameOf } from './names.js';

export interface MadeUp {
  readonly country: CountryCode;
  /** Counts the country's fakes. */
  readonly number: number;
  /** What its encoding must look like. */
  readonly shape: MentionShape;
  /** Reported month, `YYYY-MM`. */
  readonly month: string;
  /** How often its particulars were corrected. */
  readonly corrections: number;
  /** Counts persons drawn until one has the shape. */
  readonly attempt: number;
}

/** Fakes of a block of so many are each other's family more often than chance has it. */
const FAMILY = 4;
/** Shares of fakes that are reported a second time, and that have a relative among the fakes. */
const AGAIN = 0.05;
const RELATED = 0.25;
const SAME_BIRTHDAY = 0.1;
const OWN_CITIZEN = 0.35;
const FEMALE = 0.5;
const PATRONYMIC = 0.8;
const WHOLE_DATE = 0.9;
const YOUNGEST = 13;
const YEARS = 45;

/** Somebody who does not exist: a function of the country's key and a number, in families and with repetitions like real persons. */
export function madeUpPerson(key: Uint8Array, made: MadeUp): PersonMention {
  const { number, attempt } = made;
  const draws = new Draws(key, 'person', number, attempt);
  const family = particulars(new Draws(key, 'family', Math.floor(number / FAMILY)), made);
  const relation = draws.next();
  if (relation < AGAIN) return typed(draws, family, made);
  const own = particulars(draws, made);
  if (relation >= AGAIN + RELATED) return typed(draws, own, made);
  const { citizen, stem, father } = family;
  const birth = draws.chance(SAME_BIRTHDAY) ? family.birth : own.birth;
  return typed(draws, { ...own, given: sameTongue(draws, citizen, own.female), citizen, stem, father, birth }, made);
}

interface Particulars {
  readonly citizen: CountryCode;
  readonly female: boolean;
  readonly given: string;
  readonly father: string;
  readonly stem: string;
  readonly birth: { readonly year: number; readonly month: number; readonly day: number };
}

function particulars(draws: Draws, { country, month }: MadeUp): Particulars {
  const others = COUNTRIES.filter((code) => code !== country);
  const citizen = draws.chance(OWN_CITIZEN) ? country : (others[draws.below(others.length)] ?? country);
  const female = draws.chance(FEMALE);
  const age = YOUNGEST + Math.floor(draws.next() ** 1.7 * YEARS);
  return {
    ...{ citizen, female, given: sameTongue(draws, citizen, female) },
    father: draws.common(NAMES[citizen].male),
    stem: draws.common(NAMES[citizen].surnameStems),
    birth: { year: Number(month.slice(0, 4)) - age, month: 1 + draws.below(12), day: 1 + draws.below(28) },
  };
}

function sameTongue(draws: Draws, citizen: CountryCode, female: boolean): string {
  return draws.common(female ? NAMES[citizen].female : NAMES[citizen].male);
}

/** As a clerk wrote it down who knew just what the shape shows. */
function typed(draws: Draws, person: Particulars, made: MadeUp): PersonMention {
  const { citizen, female, given, stem, father, birth } = person;
  const has = (v: 'B' | 'C' | 'D' | 'E') => isRepeated(made.shape, v);
  const [about, unknown] = [has('B') || has('C'), has('D') || has('E')];
  const patronymic = unknown ? has('D') : draws.chance(PATRONYMIC);
  const names = NAMES[citizen];
  return {
    givenName: about && !has('C') ? null : given,
    patronymic: patronymic ? patronymicOf(names, father, female, draws.chance(0.5)) : null,
    surname: (about && !has('B')) || (unknown && !has('E')) ? null : surnameOf(names, stem, female),
    birthDate: unknown ? null : about ? `${birth.year}~` : dateOf(draws, birth, made.corrections),
    ...{ sex: female ? 'FEMALE' : 'MALE', citizenship: citizen },
    ...{ documentNo: null, nationalId: null, phone: null, handle: null },
  };
}

/** A correction moves the day. */
function dateOf(draws: Draws, { year, month, day }: Particulars['birth'], corrections: number): string {
  if (!draws.chance(WHOLE_DATE)) return String(year);
  const corrected = 1 + ((day - 1 + 9 * corrections) % 28);
  return [year, month, corrected].map((part) => String(part).padStart(2, '0')).join('-');
}
