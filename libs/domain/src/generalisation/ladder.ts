import { createHash } from 'node:crypto';

/** How a rung shows each attribute; absent: WITHHELD. */
export interface Rung {
  readonly sex?: 'AS_IS';
  readonly age?: 'BAND' | 'MAJORITY';
  readonly citizenship?: 'GROUP' | 'OWN_OR_FOREIGN';
  readonly countryofexploitation?: 'GROUP' | 'HOME_OR_ABROAD';
  readonly exploitation?: 'FINE' | 'ROLLUP';
  readonly registered: 'QUARTER' | 'YEAR';
}

export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The rungs from the most specific to the year alone. A change makes another `anonymizationprofile`. */
export const LADDER = {
  name: 'kerege-ladder-1',
  rungs: [
    {
      sex: 'AS_IS',
      age: 'BAND',
      citizenship: 'GROUP',
      countryofexploitation: 'GROUP',
      exploitation: 'FINE',
      registered: 'QUARTER',
    },
    {
      sex: 'AS_IS',
      age: 'MAJORITY',
      citizenship: 'GROUP',
      countryofexploitation: 'GROUP',
      exploitation: 'ROLLUP',
      registered: 'QUARTER',
    },
    {
      sex: 'AS_IS',
      age: 'MAJORITY',
      citizenship: 'GROUP',
      countryofexploitation: 'GROUP',
      exploitation: 'ROLLUP',
      registered: 'YEAR',
    },
    {
      sex: 'AS_IS',
      age: 'MAJORITY',
      citizenship: 'OWN_OR_FOREIGN',
      countryofexploitation: 'HOME_OR_ABROAD',
      exploitation: 'ROLLUP',
      registered: 'YEAR',
    },
    { sex: 'AS_IS', citizenship: 'OWN_OR_FOREIGN', exploitation: 'ROLLUP', registered: 'YEAR' },
    { citizenship: 'OWN_OR_FOREIGN', exploitation: 'ROLLUP', registered: 'YEAR' },
    { citizenship: 'OWN_OR_FOREIGN', registered: 'YEAR' },
    { registered: 'YEAR' },
  ],
} as const satisfies { name: string; rungs: readonly Rung[] };

/** The last rung always exists and is exempt from k. */
export const LAST_LEVEL = 7 satisfies Level;
export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7];
/** The rungs that need k persons, and so a tuple key in the register. */
export const GUARDED_LEVELS: readonly Level[] = LEVELS.slice(0, LAST_LEVEL);

export function rungAt(level: Level): Rung {
  return LADDER.rungs[level];
}

export function isLevel(value: number): value is Level {
  return Number.isInteger(value) && value >= 0 && value <= LAST_LEVEL;
}

/** SHA-256 of the ladder as canonical JSON (keys sorted, no spaces), hex: the envelope's `anonymizationprofile`. */
export const LADDER_HASH = createHash('sha256').update(canonicalJson(LADDER)).digest('hex');

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
