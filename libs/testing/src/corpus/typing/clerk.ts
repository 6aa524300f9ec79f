import { type CountryCode } from '#contracts';
import { type SeededRandom } from '../../records/random.js';
import { table, type Weighted } from '../names/weighted.js';
import { type CorpusPlan } from '../options.js';
import { type Spelling } from '../spelling/spelling.js';

/** Who types a record, and how: the habits are those of one record. */
export interface Clerk {
  readonly country: CountryCode;
  readonly spelling: Spelling;
  /** Factor on every chance of damage: hotline and tired clerks above 1, careful ones below; 1 on average. */
  readonly sloppy: number;
  /** Factor on every chance that a number stands there; 1 on average. */
  readonly complete: number;
  /** One of five marks, or nothing, for the apostrophe of Uzbek Latin. */
  readonly apostrophe: string;
}

const HABITS: Readonly<Record<CountryCode, Readonly<Record<Spelling, number>>>> = {
  KZ: {
    ...{ 'national-cyrillic': 30, russified: 44, 'national-latin': 1, icao: 8, passport: 5, bgn: 2, french: 0.3 },
    ...{ 'ad-hoc': 7, 'read-back': 3 },
  },
  KG: {
    ...{ 'national-cyrillic': 26, russified: 47, 'national-latin': 1, icao: 8, passport: 6, bgn: 3, french: 0.3 },
    ...{ 'ad-hoc': 7, 'read-back': 2 },
  },
  TJ: {
    ...{ 'national-cyrillic': 52, russified: 19, 'national-latin': 1, icao: 6, passport: 4, bgn: 3, french: 7 },
    ...{ 'ad-hoc': 7, 'read-back': 2 },
  },
  UZ: {
    ...{ 'national-cyrillic': 20, russified: 22, 'national-latin': 42, icao: 4, passport: 4, bgn: 2, french: 0.3 },
    ...{ 'ad-hoc': 5, 'read-back': 1 },
  },
};
const APOSTROPHES = ['ʻ', "'", '`', '’', 'ʼ'] as const;
/** Careless and hurried, ordinary, careful; with the shares a quarter, a half, a quarter. */
const SLOPPY = [1.8, 0.9, 0.9, 0.4] as const;
const COMPLETE = [0.55, 1, 1, 1.45] as const;

export class Clerks {
  private readonly habits = new Map<CountryCode, Weighted<Spelling>>();

  constructor(
    private readonly plan: CorpusPlan,
    private readonly random: SeededRandom,
  ) {
    for (const [country, weights] of Object.entries(HABITS) as [CountryCode, Record<Spelling, number>][]) {
      const allowed = Object.fromEntries(plan.spellings.map((spelling) => [spelling, weights[spelling]]));
      this.habits.set(country, table<Spelling>(allowed));
    }
  }

  clerk(country: CountryCode): Clerk {
    const care = this.random.integer(0, 3);
    return {
      country,
      spelling: this.habits.get(country)?.draw(this.random) ?? 'russified',
      sloppy: SLOPPY[care] ?? 1,
      // Half of the time the careless one also asks for less.
      complete: COMPLETE[this.random.chance(0.5) ? care : this.random.integer(0, 3)] ?? 1,
      apostrophe: this.random.chance(this.plan.rates.noApostrophe) ? '' : this.random.pick(APOSTROPHES),
    };
  }
}

/** Draws for one record; what happened is kept, for judging. */
export class Accidents<Kind extends string> {
  readonly happened: Kind[] = [];

  constructor(
    private readonly random: SeededRandom,
    private readonly sloppy: number,
  ) {}

  /** Whether `kind` happens to this record or cell. */
  happens(kind: Kind, rate: number): boolean {
    if (!this.random.chance(rate * this.sloppy)) return false;
    this.happened.push(kind);
    return true;
  }

  /** The same for what does not depend on care. */
  occurs(kind: Kind, rate: number): boolean {
    if (!this.random.chance(rate)) return false;
    this.happened.push(kind);
    return true;
  }
}
