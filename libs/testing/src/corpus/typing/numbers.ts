import { type CountryCode } from '#contracts';
import { type SeededRandom } from '../../records/random.js';
import { newDocument, NO_NUMBER, NO_PHONE, typeDocument } from '../identifiers/document.js';
import { typeHandle } from '../identifiers/handle.js';
import { nationalNumber, withWrongDigit } from '../identifiers/national-number.js';
import { newPhone, type Phone, typePhone } from '../identifiers/phone.js';
import { type CorpusPlan } from '../options.js';
import { type Episode } from '../person/episodes.js';
import { type Person } from '../person/person.js';
import { type Damage } from '../record.js';
import { type Accidents, type Clerk } from './clerk.js';

/** The numbers that a person has with them at one registration. */
export interface Carried {
  readonly document: string;
  readonly nationalId: string;
  readonly phone: Phone;
  readonly handle: string;
}

/** The identifiers of a record as typed. */
export interface NumberCells {
  readonly documentNo: string | null;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
}

const PERSONS_A_RECRUITER = 7;
const HOST_PHONE = 0.8;

export class NumberTyping {
  private readonly recruiters: readonly Phone[];

  constructor(
    private readonly plan: CorpusPlan,
    private readonly random: SeededRandom,
  ) {
    const { persons, rates } = plan;
    const recruiters = Math.max(2, Math.round((persons * rates.phone * rates.recruiterPhone) / PERSONS_A_RECRUITER));
    this.recruiters = Array.from({ length: recruiters }, () =>
      newPhone(random, random.pick(['KZ', 'UZ', 'TJ', 'KG', 'RU'])),
    );
  }

  /** What is carried at `episode`: at later ones a document may be renewed and a SIM card another. */
  carried(person: Person, episode: Episode, first: Carried | undefined): Carried {
    const { overlap } = this.plan;
    const { random } = this;
    const { document, nationalId, phone, handle } = person.numbers;
    const host = () => nationalNumber(random, episode.country, person.birth, person.female);
    if (first === undefined) return { document, nationalId: nationalId ?? host(), phone, handle };
    const [sameDocument, sameId, samePhone] = episode.atHome
      ? [overlap.sameDocumentAtHome, overlap.sameNationalIdAtHome, overlap.samePhoneAtHome]
      : [overlap.sameDocument, overlap.sameNationalId, overlap.samePhone];
    const abroad = episode.country !== person.citizenship;
    const sim = () => newPhone(random, random.chance(HOST_PHONE) ? episode.country : person.citizenship);
    return {
      document: random.chance(sameDocument) ? first.document : newDocument(random, person.citizenship),
      nationalId: random.chance(sameId) ? first.nationalId : abroad ? host() : withWrongDigit(random, first.nationalId),
      phone: random.chance(samePhone) ? first.phone : sim(),
      handle: random.chance(overlap.sameHandle) ? first.handle : `${first.handle}${random.integer(1, 99)}`,
    };
  }

  type(carried: Carried, person: Person, clerk: Clerk, accidents: Accidents<Damage>): NumberCells {
    const { rates } = this.plan;
    const { random } = this;
    const stands = (rate: number) => random.chance(Math.min(0.97, rate * clerk.complete));
    return {
      documentNo: stands(rates.document) ? this.document(carried.document, accidents) : null,
      nationalId: stands(rates.nationalId)
        ? typeNationalId(random, clerk.country, this.keyed(carried.nationalId, accidents))
        : null,
      phone: stands(rates.phone) ? this.phone(carried.phone, person, accidents) : null,
      handle: stands(rates.handle) ? typeHandle(random, carried.handle) : null,
    };
  }

  private document(document: string, accidents: Accidents<Damage>): string {
    if (accidents.occurs('placeholder', this.plan.rates.placeholder)) return this.random.pick(NO_NUMBER);
    return typeDocument(this.random, this.keyed(document, accidents));
  }

  private phone(own: Phone, person: Person, accidents: Accidents<Damage>): string {
    const { rates } = this.plan;
    if (accidents.occurs('placeholder', rates.placeholder)) return this.random.pick(NO_PHONE);
    if (accidents.occurs('recruiter-phone', rates.recruiterPhone)) {
      return typePhone(this.random, this.random.pick(this.recruiters));
    }
    const shared = person.familyPhone !== null && accidents.occurs('family-phone', rates.familyPhone);
    const phone = shared && person.familyPhone !== null ? person.familyPhone : own;
    return typePhone(this.random, { country: phone.country, national: this.keyed(phone.national, accidents) });
  }

  private keyed(number: string, accidents: Accidents<Damage>): string {
    return accidents.happens('number-error', this.plan.rates.numberError)
      ? withWrongDigit(this.random, number)
      : number;
  }
}

const NAMES: Readonly<Record<CountryCode, string>> = { KZ: 'ИИН', KG: 'ПИН', TJ: 'РМА', UZ: 'JSHSHIR' };

function typeNationalId(random: SeededRandom, country: CountryCode, number: string): string {
  switch (random.integer(0, 15)) {
    case 0:
      return `${NAMES[country]} ${number}`;
    case 1:
      return `${number.slice(0, 6)} ${number.slice(6)}`;
    case 2:
      return `№${number}`;
    default:
      return number;
  }
}
