import { type SeededRandom } from '../../records/random.js';
import { type Surname } from '../names/person-name.js';
import { type Citizenship, type CorpusPlan } from '../options.js';
import { type Episode, isoDay } from '../person/episodes.js';
import { type Person, type Population } from '../person/person.js';
import { townsOf } from '../places/place.js';
import { typePlace } from '../places/type-place.js';
import { type CorpusRecord, type Damage } from '../record.js';
import { Accidents, type Clerk, type Clerks } from './clerk.js';
import { aliasesOf } from './aliases.js';
import { NameTyping } from './name-cells.js';
import { type Carried, NumberTyping } from './numbers.js';
import { typeAddress } from './type-address.js';
import { typeBirthDate } from './type-birth-date.js';
import { spellName } from './type-name.js';

const DAYS_A_YEAR = 365.25;
const ADULT = 18;

/** Types records: everything that one registration makes of a person. */
export class RecordTyping {
  private readonly names: NameTyping;
  private readonly numbers: NumberTyping;

  constructor(
    private readonly plan: CorpusPlan,
    private readonly population: Population,
    private readonly clerks: Clerks,
    private readonly random: SeededRandom,
  ) {
    this.names = new NameTyping(plan.rates, random);
    this.numbers = new NumberTyping(plan, random);
  }

  /** The numbers with which a person comes to `episode`. */
  carried(person: Person, episode: Episode, first: Carried | undefined): Carried {
    return this.numbers.carried(person, episode, first);
  }

  type(person: Person, episode: Episode, carried: Carried, recordId: string): CorpusRecord {
    const { plan, random } = this;
    const clerk = this.clerks.clerk(episode.country);
    const accidents = new Accidents<Damage>(random, clerk.sloppy);
    const surname = this.surnameAt(person, episode, accidents);
    const { cells, pen } = spellName(person, surname, clerk, plan, accidents, random);
    const name = this.names.type(cells, clerk, pen, accidents);
    const numbers = this.numbers.type(carried, person, clerk, accidents);
    // One literal without spreads: this runs a million times in a bench.
    return {
      recordId,
      country: episode.country,
      registeredOn: isoDay(episode.day),
      givenName: name.given || null,
      patronymic: name.patronymic || null,
      surname: name.surname || null,
      aliases: aliasesOf(person, surname, clerk, plan, random),
      sex: this.sex(person, accidents),
      birthDate: typeBirthDate(person.birth, plan.rates, accidents, random),
      birthPlace: this.birthPlace(person, clerk),
      birthAdmin1: this.admin1(person, accidents),
      citizenship: this.citizenship(person, clerk, accidents),
      documentNo: numbers.documentNo,
      nationalId: numbers.nationalId,
      phone: numbers.phone,
      handle: numbers.handle,
      address: random.chance(plan.rates.address) ? typeAddress(random, person.home, clerk) : null,
      truth: {
        personId: person.personId,
        familyId: person.familyId,
        spelling: pen.spelling,
        damage: accidents.happened,
      },
    };
  }

  /** A woman of age may bear another surname than at her first registration. */
  private surnameAt(person: Person, episode: Episode, accidents: Accidents<Damage>): Surname {
    const age = episode.day / DAYS_A_YEAR + 1970 - person.birth.year;
    if (!person.female || episode.relation === 'first' || age < ADULT) return person.name.surname;
    const rate = this.plan.rates.marriedName * (episode.relation === 'later-episode' ? 2 : 1);
    const married = accidents.occurs('married-name', Math.min(1, rate));
    return married ? this.population.surname(person.name.language) : person.name.surname;
  }

  private sex(person: Person, accidents: Accidents<Damage>): string | null {
    if (this.random.chance(this.plan.rates.sexMissing)) return this.random.chance(0.5) ? 'UNKNOWN' : null;
    return person.female === accidents.happens('sex-wrong', this.plan.rates.sexWrong) ? 'MALE' : 'FEMALE';
  }

  private birthPlace(person: Person, clerk: Clerk): string | null {
    if (this.random.chance(this.plan.rates.birthPlaceMissing)) return null;
    return typePlace(person.birthPlace, clerk.spelling, clerk.country, this.random);
  }

  private admin1(person: Person, accidents: Accidents<Damage>): string | null {
    const { rates } = this.plan;
    if (this.random.chance(rates.birthAdmin1Missing)) return null;
    const { country, admin1 } = person.birthPlace.town;
    const wrong = accidents.happens('birth-admin1-wrong', rates.birthAdmin1Wrong);
    return wrong ? this.random.pick(townsOf(country)).admin1 : admin1;
  }

  private citizenship(person: Person, clerk: Clerk, accidents: Accidents<Damage>): string | null {
    const { rates } = this.plan;
    if (this.random.chance(rates.citizenshipMissing)) return null;
    if (!accidents.happens('citizenship-wrong', rates.citizenshipWrong)) return person.citizenship;
    // Mostly the country where the record is made, or a neighbour's citizenship that was heard.
    const others: Citizenship[] = ['UZ', 'TJ', 'KG', 'KZ'];
    return this.random.pick([clerk.country, ...others].filter((c) => c !== person.citizenship));
  }
}
