import { type CountryCode } from '#contracts';
import { type SeededRandom } from '../../records/random.js';
import { table, type Weighted } from '../names/weighted.js';
import { type Citizenship, type CorpusPlan } from '../options.js';

/** One time that an agency registers a person. */
export interface Episode {
  readonly country: CountryCode;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** How it stands to the person's first registration. */
  readonly relation: 'first' | 'same-episode' | 'later-episode';
  /** Whether the first registration was in this country. */
  readonly atHome: boolean;
}

/** Where citizens are registered: at home, and along the ways of migration. */
const REGISTERED: Readonly<Record<Citizenship, Readonly<Record<CountryCode, number>>>> = {
  UZ: { UZ: 52, KZ: 33, KG: 7, TJ: 8 },
  TJ: { TJ: 60, KZ: 17, UZ: 15, KG: 8 },
  KG: { KG: 60, KZ: 29, UZ: 7, TJ: 4 },
  KZ: { KZ: 72, KG: 13, UZ: 11, TJ: 4 },
  TM: { UZ: 45, KZ: 35, TJ: 15, KG: 5 },
  RU: { KZ: 50, KG: 20, UZ: 20, TJ: 10 },
};
const MS_A_DAY = 86_400_000;

export class Episodes {
  private readonly countries = new Map<Citizenship, Weighted<CountryCode>>();

  constructor(
    private readonly plan: CorpusPlan,
    private readonly random: SeededRandom,
  ) {
    for (const citizenship of Object.keys(REGISTERED) as Citizenship[]) {
      this.countries.set(citizenship, table(REGISTERED[citizenship]));
    }
  }

  /** Every registration of one person, the earliest first. */
  of(citizenship: Citizenship): Episode[] {
    const { twoCountries, threeCountries, twiceInOne } = this.plan.overlap;
    const first: Episode = { country: this.country(citizenship, []), day: this.day(), relation: 'first', atHome: true };
    const draw = this.random.next();
    if (draw < twiceInOne) return [first, this.later(first, first.country, true)];
    if (draw >= twiceInOne + twoCountries + threeCountries) return [first];
    const second = this.later(first, this.country(citizenship, [first.country]), false);
    if (draw >= twiceInOne + threeCountries) return [first, second];
    return [first, second, this.later(first, this.country(citizenship, [first.country, second.country]), false)];
  }

  private later(first: Episode, country: CountryCode, atHome: boolean): Episode {
    // A second entry in one country is a later episode: agencies look into their own register first.
    const same = this.random.chance(atHome ? 0.2 : this.plan.overlap.sameEpisode);
    const delay = same ? 2 + Math.floor(-70 * Math.log(1 - this.random.next())) : this.random.integer(365, 1600);
    return { country, day: first.day + delay, relation: same ? 'same-episode' : 'later-episode', atHome };
  }

  private country(citizenship: Citizenship, known: readonly CountryCode[]): CountryCode {
    for (;;) {
      const country = this.countries.get(citizenship)?.draw(this.random) ?? 'KZ';
      if (!known.includes(country)) return country;
    }
  }

  private day(): number {
    const [from, to] = this.plan.years.map((year, i) => Date.UTC(year + i, 0, 1) / MS_A_DAY) as [number, number];
    return this.random.integer(from, to - 1);
  }
}

/** `YYYY-MM-DD` of a day since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10);
}
