import { type SeededRandom } from '../../records/random.js';
import { type CorpusPlan, type CorpusTraps, type TrapKind } from '../options.js';
import { type TrapPair } from '../record.js';
import { dayOfYear, type BirthDay } from './birth-day.js';
import { type Person, type Population } from './person.js';

/** Persons who are made together, and which of them were made to look alike. */
export interface Household {
  readonly persons: readonly Person[];
  readonly traps: readonly TrapPair[];
}

const THREE_SIBLINGS = 0.2;
const TWINS_OF_ONE_SEX = 0.65;
const TWIN_NAMES: readonly (readonly [string, string])[] = [
  ['ҳасан', 'ҳусан'],
  ['фотима', 'зуҳра'],
];
const SAME_FATHER = 0.3;
const SAME_TOWN = 0.25;
const SHARES_FAMILY_PHONE = 0.5;

/** Makes households so that the pairs of each kind come in the numbers that the plan asks for. */
export class Households {
  private readonly thresholds: readonly (readonly [TrapKind, number])[];

  constructor(
    plan: CorpusPlan,
    private readonly population: Population,
    private readonly random: SeededRandom,
  ) {
    this.thresholds = thresholds(plan.traps);
  }

  next(): Household {
    const draw = this.random.next();
    const kind = this.thresholds.find(([, upTo]) => draw < upTo)?.[0];
    const first = this.population.person();
    return kind === undefined ? { persons: [first], traps: [] } : this.trap(kind, first);
  }

  private trap(kind: TrapKind, drawn: Person): Household {
    const first = FAMILY_KINDS.has(kind) ? this.withFamilyPhone(drawn) : drawn;
    const persons = kind === 'sibling' && this.random.chance(THREE_SIBLINGS) ? 3 : 2;
    const [whole, ...others] = this.members(kind, first, persons);
    const all = whole === undefined ? [first] : [first, whole, ...others];
    const traps = all.flatMap((a, i) =>
      all.slice(i + 1).map((b): TrapPair => ({ kind, personIds: [a.personId, b.personId] })),
    );
    return { persons: all, traps };
  }

  private members(kind: TrapKind, first: Person, persons: number): Person[] {
    switch (kind) {
      case 'sibling':
        return Array.from({ length: persons - 1 }, () => this.sibling(first));
      case 'twin':
        return [this.twin(first)];
      case 'namesake':
        return [this.namesake(first, shiftedYear(this.random, first.birth, 2, 15))];
      case 'namesake_same_year':
        return [this.namesake(first, otherDay(this.random, first.birth))];
      case 'parent_child':
        return [this.parent(first)];
      case 'couple':
        return [this.spouse(first)];
      case 'in_law':
        return [this.inLaw(first)];
    }
  }

  private withFamilyPhone(person: Person): Person {
    if (!this.random.chance(SHARES_FAMILY_PHONE)) return person;
    return { ...person, familyPhone: this.population.phone(person.citizenship) };
  }

  private sibling(first: Person): Person {
    const female = this.random.chance(0.5);
    const birth = shiftedYear(this.random, first.birth, 1, 9);
    return this.relative(first, { female, birth, name: { ...first.name, given: this.otherGiven(first, female) } });
  }

  private twin(first: Person): Person {
    const female = this.random.chance(TWINS_OF_ONE_SEX) ? first.female : !first.female;
    const name = { ...first.name, given: this.twinsName(first, female) ?? this.otherGiven(first, female) };
    return this.relative(first, { female, birth: first.birth, name });
  }

  /** The other name of a pair that is given to twins, where the first has one of it. */
  private twinsName({ name, female }: Person, twinFemale: boolean): string | undefined {
    if (female !== twinFemale) return undefined;
    const pair = TWIN_NAMES.find((names) => names.includes(name.given));
    return pair?.find((other) => other !== name.given && this.population.allows(name.language, other));
  }

  /** The father or mother; the father's given name is the child's patronymic. */
  private parent(child: Person): Person {
    const female = this.random.chance(0.5);
    const birth = shiftedYear(this.random, child.birth, 18, 34, -1);
    const language = child.name.language;
    const given = female
      ? this.population.given(language, true)
      : (child.name.father ?? this.population.given(language, false));
    const name = { ...child.name, given, father: this.population.given(language, false) };
    return this.relative(child, { female, birth, name });
  }

  private spouse(first: Person): Person {
    const female = !first.female;
    const fresh = this.population.name(first.name.language, female);
    const birth = shiftedYear(this.random, first.birth, 0, 8);
    return this.relative(first, { female, birth, name: { ...fresh, surname: first.name.surname }, elsewhere: true });
  }

  private inLaw(first: Person): Person {
    const fresh = this.population.name(first.name.language, true);
    const birth = shiftedYear(this.random, first.birth, 0, 10);
    return this.relative(first, {
      female: true,
      birth,
      name: { ...fresh, surname: first.name.surname },
      elsewhere: true,
    });
  }

  private namesake(first: Person, birth: BirthDay): Person {
    const father = this.random.chance(SAME_FATHER)
      ? first.name.father
      : this.population.given(first.name.language, false);
    return this.population.person({
      ...{ citizenship: first.citizenship, female: first.female, birth, name: { ...first.name, father } },
      ...(this.random.chance(SAME_TOWN) ? { birthPlace: first.birthPlace } : {}),
    });
  }

  private relative(first: Person, member: Pick<Person, 'female' | 'birth' | 'name'> & { elsewhere?: boolean }): Person {
    const { elsewhere = false, ...own } = member;
    return this.population.person({
      ...own,
      ...{ familyId: first.familyId, citizenship: first.citizenship, home: first.home, familyPhone: first.familyPhone },
      ...(elsewhere ? {} : { birthPlace: first.birthPlace, papersSeed: first.papersSeed }),
      patronymicStyle: first.patronymicStyle,
    });
  }

  private otherGiven(first: Person, female: boolean): string {
    for (;;) {
      const given = this.population.given(first.name.language, female);
      if (given !== first.name.given) return given;
    }
  }
}

const FAMILY_KINDS: ReadonlySet<TrapKind> = new Set(['sibling', 'twin', 'parent_child', 'couple', 'in_law']);

/** Upper bound of a draw for each kind: households of n persons with m pairs, so that pairs per person come out right. */
function thresholds(traps: CorpusTraps): (readonly [TrapKind, number])[] {
  const kinds = Object.entries(traps) as [TrapKind, number][];
  const pairs = (kind: TrapKind) => (kind === 'sibling' ? 1 + 2 * THREE_SIBLINGS : 1);
  const more = (kind: TrapKind) => (kind === 'sibling' ? 1 + THREE_SIBLINGS : 1);
  const share = kinds.reduce((sum, [kind, perThousand]) => sum + ((perThousand / 1000) * more(kind)) / pairs(kind), 0);
  if (!(share < 0.9)) throw new RangeError('too many traps for so few persons');
  const personsPerHousehold = 1 / (1 - share);
  let upTo = 0;
  return kinds.map(([kind, perThousand]) => [
    kind,
    (upTo += ((perThousand / 1000) * personsPerHousehold) / pairs(kind)),
  ]);
}

function shiftedYear(
  random: SeededRandom,
  birth: BirthDay,
  least: number,
  most: number,
  sign = random.pick([-1, 1]),
): BirthDay {
  return dayOfYear(random, birth.year + sign * random.integer(least, most));
}

function otherDay(random: SeededRandom, birth: BirthDay): BirthDay {
  for (;;) {
    const day = dayOfYear(random, birth.year);
    if (day.month !== birth.month || day.day !== birth.day) return day;
  }
}
