import type { AttributeKind } from '../schema/schema.js';
import type { LinkagePlan } from '../schema/plan.js';

/** One side has no value: says nothing. */
export const ABSENT = 0;
/** The whole values agree. */
export const EXACT = 1;
/** From here on an exact agreement that carries how rare the value is on either side, see {@link rareLevel}. */
export const EXACT_RARE = 32;
/** Rarity classes 0 to 3: two bits that tell common names from rare ones, and little more. */
export const RAREST = 3;
export const RARITY_CLASSES = RAREST + 1;
/** Room for every level of a comparison. */
export const LEVELS = 64;

/** Lower ends of the bands of token similarity, in thousandths. Level 2 is the first band, the last level is below all. */
export const SIMILARITY_BANDS = [850, 750, 650, 550, 400, 250] as const;

/** Levels of a date beside ABSENT and EXACT: from the most to the least alike. */
export const DATE_LEVELS = {
  oneDigit: 2,
  sameDigits: 3,
  twoDigits: 4,
  sameYear: 5,
  sameMonthDay: 6,
  threeDigits: 7,
  fourDigits: 8,
  other: 9,
} as const;

/** Levels of a code. */
export const CODE_LEVELS = { sameCharacters: 2, close: 3, near: 4, far: 5, other: 6 } as const;

/** Whether two swappable columns stand straight or crossed. */
export const ORIENTATION = { straight: 1, swapped: 2 } as const;

/** One comparison of two records: an attribute's, or the orientation of two attributes that may be swapped. */
export interface Comparison {
  readonly name: string;
  /** Levels are 1 to `levels`; rare exact ones count as EXACT. */
  readonly levels: number;
  /** What m starts from: by level, from index 1. */
  readonly likely: readonly number[];
  readonly rarity: boolean;
}

const SIMILAR = [0.75, 0.08, 0.05, 0.03, 0.02, 0.02, 0.01, 0.04];
const LIKELY: Readonly<Record<AttributeKind, readonly number[]>> = {
  'given-name': SIMILAR,
  surname: SIMILAR,
  patronymic: SIMILAR,
  place: SIMILAR,
  text: SIMILAR,
  date: [0.86, 0.04, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.02],
  code: [0.82, 0.04, 0.03, 0.03, 0.02, 0.06],
  'strong-id': [0.82, 0.04, 0.03, 0.03, 0.02, 0.06],
  sex: [0.95, 0.05],
  category: [0.93, 0.07],
};
const ORIENTED = [0.97, 0.03];

/** The comparisons of a plan: one for each attribute in the schema's order, then one for each pair that may be swapped. */
export function comparisonsOf(plan: LinkagePlan): Comparison[] {
  const { attributes } = plan.schema;
  return [
    ...attributes.map(({ column, kind, rarity }) => ({
      ...{ name: column, levels: LIKELY[kind].length, likely: LIKELY[kind], rarity },
    })),
    ...plan.swaps.map(([a, b]) => ({
      ...{ name: `${attributes[a]?.column ?? ''}|${attributes[b]?.column ?? ''}`, levels: 2, likely: ORIENTED },
      rarity: false,
    })),
  ];
}

/** Class of a value that has this share of the records: 0 from 1 in 128, 1 from 1 in 512, 2 from 1 in 2048, else 3. */
export function rarityClass(frequency: number): number {
  return Math.max(0, Math.min(RAREST, Math.ceil((-Math.log2(frequency) - 7) / 2)));
}

/** Share of the records that a value of the class has where no sampled record tells: the middle of the class. */
export function middleFrequency(rarity: number): number {
  return 2 ** -(6 + 2 * rarity);
}

/** Exact agreement of values of these classes in a's and b's file. */
export function rareLevel(inA: number, inB: number): number {
  return EXACT_RARE + inA * RARITY_CLASSES + inB;
}

/** The level without its rarity. */
export function plainLevel(level: number): number {
  return level >= EXACT_RARE ? EXACT : level;
}
