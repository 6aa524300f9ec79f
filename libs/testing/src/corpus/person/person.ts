import { type CountryCode } from '#contracts';
import { type SeededRandom } from '../../records/random.js';
import { newDocument } from '../identifiers/document.js';
import { newHandle } from '../identifiers/handle.js';
import { nationalNumber } from '../identifiers/national-number.js';
import { newPhone, type Phone } from '../identifiers/phone.js';
import { type NameBank } from '../names/name-bank.js';
import { type NameLanguage } from '../names/name-source.js';
import { type PatronymicStyle, type PersonName, type Surname, type SurnameStyle } from '../names/person-name.js';
import { table, type Weighted } from '../names/weighted.js';
import { type Citizenship, type CorpusPlan } from '../options.js';
import { birthPlace, type Place, townsOf } from '../places/place.js';
import { type BirthDay, victimsBirthDay } from './birth-day.js';

/** What of a person is true, whatever a clerk makes of it. */
export interface Person {
  readonly personId: string;
  readonly familyId: string;
  readonly name: PersonName;
  readonly patronymicStyle: PatronymicStyle;
  readonly female: boolean;
  readonly birth: BirthDay;
  readonly birthPlace: Place;
  readonly citizenship: Citizenship;
  readonly home: Home;
  /** Seeds the spelling that the person's own papers bear. */
  readonly papersSeed: number;
  readonly numbers: Numbers;
  readonly familyPhone: Phone | null;
}

export interface Home {
  readonly place: Place;
  readonly house: number;
  readonly flat: number | null;
  readonly street: number;
}

export interface Numbers {
  readonly document: string;
  /** `null` for citizens of countries whose number no agency of the four asks for. */
  readonly nationalId: string | null;
  readonly phone: Phone;
  readonly handle: string;
}

const LANGUAGES: Readonly<Record<Citizenship, Partial<Record<NameLanguage, number>>>> = {
  KZ: { kk: 70, ru: 17, uz: 6, ky: 2, tg: 1, tk: 0.5 },
  KG: { ky: 72, uz: 17, ru: 7, tg: 2, kk: 2 },
  TJ: { tg: 82, uz: 15, ky: 2, ru: 1 },
  UZ: { uz: 82, tg: 6, kk: 5, ru: 4, ky: 1, tk: 2 },
  TM: { tk: 80, uz: 11, ru: 7, kk: 2 },
  RU: { ru: 88, kk: 4, uz: 3, tg: 3, ky: 2 },
};

const SURNAME_STYLES: Readonly<Record<NameLanguage, Weighted<SurnameStyle>>> = {
  kk: table<SurnameStyle>({ ov: 84, bare: 11, 'son-of': 5 }),
  ky: table<SurnameStyle>({ ov: 84, 'son-of': 12, bare: 4 }),
  tg: table<SurnameStyle>({ ov: 52, zoda: 22, bare: 14, iy: 7, iyon: 5 }),
  uz: table<SurnameStyle>({ ov: 93, bare: 4, iy: 2, zoda: 1 }),
  tk: table<SurnameStyle>({ ov: 92, bare: 8 }),
  ru: table<SurnameStyle>({ whole: 1 }),
};

const PATRONYMIC_STYLES: Readonly<Record<NameLanguage, Weighted<PatronymicStyle>>> = {
  kk: table<PatronymicStyle>({ ovich: 52, 'son-of': 44, bare: 4 }),
  ky: table<PatronymicStyle>({ ovich: 82, 'son-of': 12, bare: 6 }),
  tg: table<PatronymicStyle>({ ovich: 68, zoda: 10, bare: 22 }),
  uz: table<PatronymicStyle>({ 'son-of': 58, ovich: 38, bare: 4 }),
  tk: table<PatronymicStyle>({ ovich: 82, bare: 14, 'son-of': 4 }),
  ru: table<PatronymicStyle>({ ovich: 1 }),
};

const FEMALE = 0.46;
/** A Russian given name in a family of another language, and the other way about. */
const FOREIGN_GIVEN_NAME = 0.025;
const REPEATED_AS_PATRONYMIC = 0.2;
const BORN_ABROAD = 0.03;
const IN_A_FLAT = 0.5;
const COUNTRIES_WITH_NUMBERS: readonly string[] = ['KZ', 'KG', 'TJ', 'UZ'];

/** Makes the persons of one plan. */
export class Population {
  private readonly citizenships: Weighted<Citizenship>;
  private readonly languages = new Map<Citizenship, Weighted<NameLanguage>>();
  private made = 0;
  private families = 0;

  constructor(
    private readonly plan: CorpusPlan,
    private readonly banks: ReadonlyMap<NameLanguage, NameBank>,
    private readonly random: SeededRandom,
  ) {
    this.citizenships = table(plan.citizenships);
    for (const [citizenship, weights] of Object.entries(LANGUAGES) as [Citizenship, Record<string, number>][]) {
      const allowed = Object.fromEntries(plan.languages.map((language) => [language, weights[language] ?? 0.01]));
      this.languages.set(citizenship, table<NameLanguage>(allowed));
    }
  }

  /** A new family's id. */
  family(): string {
    return `F${String(++this.families).padStart(7, '0')}`;
  }

  /** A person of a new family, with what `fixed` says already. */
  person(fixed: Partial<Person> = {}): Person {
    const random = this.random;
    const citizenship = fixed.citizenship ?? this.citizenships.draw(random);
    const language = fixed.name?.language ?? this.languages.get(citizenship)?.draw(random) ?? 'ru';
    const female = fixed.female ?? random.chance(FEMALE);
    const birth = fixed.birth ?? victimsBirthDay(random, random.integer(...this.plan.years));
    const name = fixed.name ?? this.name(language, female);
    const place = fixed.birthPlace ?? this.birthPlace(citizenship);
    return {
      personId: this.nextId(),
      familyId: fixed.familyId ?? this.family(),
      name,
      patronymicStyle: fixed.patronymicStyle ?? PATRONYMIC_STYLES[name.language].draw(random),
      female,
      birth,
      birthPlace: place,
      citizenship,
      home: fixed.home ?? this.home(citizenship, place),
      papersSeed: fixed.papersSeed ?? random.integer(0, 0x7fffffff),
      numbers: this.numbers(citizenship, birth, female, name),
      familyPhone: fixed.familyPhone ?? null,
    };
  }

  name(language: NameLanguage, female: boolean): PersonName {
    const given = this.given(language, female);
    const father = this.given(language, false);
    const surname = this.surname(language);
    if (surname.style !== 'son-of') return { language, given, father, surname };
    // The father's name is the surname; few papers repeat it as a patronymic.
    const repeated = this.random.chance(REPEATED_AS_PATRONYMIC) ? father : null;
    return { language, given, father: repeated, surname: { stem: father, style: 'son-of' } };
  }

  given(language: NameLanguage, female: boolean): string {
    const foreign = language !== 'ru' && this.banks.has('ru') && this.random.chance(FOREIGN_GIVEN_NAME);
    return this.bank(foreign ? 'ru' : language).given(this.random, female);
  }

  /** Whether this corpus may use the name at all: it may be held out. */
  allows(language: NameLanguage, name: string): boolean {
    return this.bank(language).allows(name);
  }

  surname(language: NameLanguage): Surname {
    return { stem: this.bank(language).surnameStem(this.random), style: SURNAME_STYLES[language].draw(this.random) };
  }

  phone(citizenship: Citizenship): Phone {
    return newPhone(this.random, citizenship);
  }

  private bank(language: NameLanguage): NameBank {
    const bank = this.banks.get(language);
    if (bank === undefined) throw new RangeError(`no names of ${language} in this corpus`);
    return bank;
  }

  private birthPlace(citizenship: Citizenship): Place {
    const abroad = this.random.chance(BORN_ABROAD);
    return birthPlace(this.random, abroad ? this.citizenships.draw(this.random) : citizenship);
  }

  private home(citizenship: Citizenship, born: Place): Home {
    const place = this.random.chance(0.5) ? born : { town: this.random.pick(townsOf(citizenship)), village: null };
    const flat = this.random.chance(IN_A_FLAT) ? this.random.integer(1, 120) : null;
    return { place, house: this.random.integer(1, 180), flat, street: this.random.integer(0, 999) };
  }

  private numbers(citizenship: Citizenship, birth: BirthDay, female: boolean, name: PersonName): Numbers {
    const random = this.random;
    return {
      document: newDocument(random, citizenship),
      nationalId: COUNTRIES_WITH_NUMBERS.includes(citizenship)
        ? nationalNumber(random, citizenship as CountryCode, birth, female)
        : null,
      phone: newPhone(random, citizenship),
      handle: newHandle(random, name.given, name.surname.stem, birth.year),
    };
  }

  private nextId(): string {
    return `P${String(++this.made).padStart(7, '0')}`;
  }
}
