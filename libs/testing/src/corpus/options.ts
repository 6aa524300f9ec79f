import { type CountryCode } from '#contracts';
import { type NamePart } from './names/name-bank.js';
import { NAME_LANGUAGES, type NameLanguage } from './names/name-source.js';
import { SPELLINGS, type Spelling } from './spelling/spelling.js';

/** Chances from 0 to 1 of what goes wrong or is left out when one record is typed. Per record unless said otherwise. */
export const DEFAULT_RATES = {
  /** Of each name cell: one key missed, doubled, swapped or hit beside. */
  typingError: 0.03,
  /** Of each name cell: a letter doubled, or a doubled one written once. */
  doubledLetter: 0.02,
  /** Of each name cell: letters of the other script that look alike. */
  mixedScript: 0.015,
  /** Of records in a national alphabet: typed without its own letters. */
  poorKeyboard: 0.07,
  /** Of records in Uzbek Latin: no apostrophes at all. The others have one of five. */
  noApostrophe: 0.3,
  /** Letters decomposed into base and combining mark (й, ў, ӯ, ӣ, ё). */
  decomposed: 0.01,
  /** Of each name cell: spaces around, doubled, or not breaking. */
  straySpace: 0.01,
  /** All capitals or all small, beside passport capitals. */
  oddCase: 0.03,
  swappedColumns: 0.02,
  patronymicInGiven: 0.02,
  nameInOneColumn: 0.015,
  hypocorism: 0.01,
  /** Of Uzbek, Tajik, Kazakh and Kyrgyz records: -jon, -xon, -бек, -гүл added or left out. */
  courtesyEnding: 0.05,
  /** A compound name written apart or with a hyphen. */
  splitCompound: 0.01,
  patronymicMissing: 0.19,
  /** Of later records of women of age: another surname, by marriage. Twice as often in a later episode. */
  marriedName: 0.07,
  /** Of these: the maiden name among the aliases. */
  maidenAlias: 0.45,
  aliases: 0.11,
  birthDateEmpty: 0.05,
  birthDatePartial: 0.1,
  newYearBirthDate: 0.04,
  yearOff: 0.035,
  /** Of dates whose day can be a month. */
  dayMonthSwapped: 0.02,
  dayWrong: 0.015,
  sexMissing: 0.02,
  sexWrong: 0.003,
  citizenshipMissing: 0.04,
  citizenshipWrong: 0.01,
  birthPlaceMissing: 0.12,
  birthAdmin1Missing: 0.2,
  birthAdmin1Wrong: 0.02,
  document: 0.55,
  nationalId: 0.4,
  phone: 0.36,
  handle: 0.12,
  address: 0.35,
  /** Of documents and phones that stand there: б/н, нет, 0000000000. */
  placeholder: 0.03,
  /** Of phones: the recruiter's, which other persons gave too. */
  recruiterPhone: 0.05,
  /** Of family members' phones: the one that the family shares. */
  familyPhone: 0.3,
  /** Of each number: one digit wrong. */
  numberError: 0.02,
};
export type CorpusRates = Readonly<typeof DEFAULT_RATES>;

/** Shares of persons known more than once, and what their later records carry over. */
export const DEFAULT_OVERLAP = {
  twoCountries: 0.08,
  threeCountries: 0.01,
  twiceInOne: 0.05,
  /** Of records in another country: the same episode, days to months later; else a later one, with a year between. */
  sameEpisode: 0.78,
  /** Whether the second record names the same document: it may be renewed, or another is shown. */
  sameDocument: 0.42,
  /** The others got a number of the host country, or one was mistyped. */
  sameNationalId: 0.5,
  samePhone: 0.27,
  sameHandle: 0.6,
  /** The same inside one country. */
  sameDocumentAtHome: 0.6,
  sameNationalIdAtHome: 0.92,
  samePhoneAtHome: 0.4,
};
export type CorpusOverlap = Readonly<typeof DEFAULT_OVERLAP>;

/** Pairs of different persons who look alike, for each thousand persons. */
export const DEFAULT_TRAPS = {
  sibling: 40,
  twin: 10,
  /** Same names, another birth year. */
  namesake: 19.3,
  /** Same names and birth year, another day. */
  namesake_same_year: 9.3,
  /** Same surname; the father's name is the child's patronymic. */
  parent_child: 20,
  couple: 8,
  /** A wife and her husband's sister or brother: same surname and home. */
  in_law: 8,
};
export type TrapKind = keyof typeof DEFAULT_TRAPS;
export type CorpusTraps = Readonly<typeof DEFAULT_TRAPS>;

/** Shares of citizenships among persons. */
export const DEFAULT_CITIZENSHIPS = { UZ: 0.34, TJ: 0.22, KG: 0.22, KZ: 0.18, TM: 0.02, RU: 0.02 };
export type Citizenship = keyof typeof DEFAULT_CITIZENSHIPS;

/** The countries whose agencies register. */
export type RegisterCountry = CountryCode;

export interface CorpusOptions {
  /** Whole number; the same seed and options give the same corpus. */
  readonly seed: number;
  /** Different persons; there are about 1.15 records for each. */
  readonly persons: number;
  /** Which name types: all, those for training, or those that training never sees. Default all. */
  readonly names?: NamePart;
  /** Share of name types in the part `held-out`. Default 0.3. */
  readonly heldOutShare?: number;
  /** Languages of the persons' names. Default all six. */
  readonly languages?: readonly NameLanguage[];
  /** Spellings that clerks use. Default all nine. */
  readonly spellings?: readonly Spelling[];
  /** First and last year of registration. Default 2018 to 2024. */
  readonly years?: readonly [number, number];
  readonly rates?: Partial<CorpusRates>;
  readonly overlap?: Partial<CorpusOverlap>;
  readonly traps?: Partial<CorpusTraps>;
  readonly citizenships?: Partial<Record<Citizenship, number>>;
}

/** Options with every default filled in. */
export interface CorpusPlan {
  readonly seed: number;
  readonly persons: number;
  readonly names: NamePart;
  readonly heldOutShare: number;
  readonly languages: readonly NameLanguage[];
  readonly spellings: readonly Spelling[];
  readonly years: readonly [number, number];
  readonly rates: CorpusRates;
  readonly overlap: CorpusOverlap;
  readonly traps: CorpusTraps;
  readonly citizenships: Readonly<Record<Citizenship, number>>;
}

/** @throws RangeError for a share outside of 0 to 1 or a count below 1. */
export function planOf(options: CorpusOptions): CorpusPlan {
  const plan: CorpusPlan = {
    ...{ names: 'all', heldOutShare: 0.3, languages: NAME_LANGUAGES, spellings: SPELLINGS, years: [2018, 2024] },
    ...options,
    rates: { ...DEFAULT_RATES, ...options.rates },
    overlap: { ...DEFAULT_OVERLAP, ...options.overlap },
    traps: { ...DEFAULT_TRAPS, ...options.traps },
    citizenships: { ...DEFAULT_CITIZENSHIPS, ...options.citizenships },
  };
  for (const [name, share] of Object.entries({ ...plan.rates, ...plan.overlap, heldOutShare: plan.heldOutShare })) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} must be from 0 to 1`);
  }
  if (!(plan.persons >= 1)) throw new RangeError('persons must be at least 1');
  return plan;
}
