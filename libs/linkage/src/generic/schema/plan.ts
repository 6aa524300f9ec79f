import {
  place,
  type FilterLayout,
  type PlacedLayout,
  type SegmentLayout,
  type SlotLayout,
} from '../../encode/layout.js';
import type { Attribute, AttributeKind, LinkageSchema } from './schema.js';
import { recipesOf, type Recipe } from './recipes.js';
import { swapPairs, type SwapPair } from './swaps.js';

/** A filter of whole 32-bit words, which the comparison reads as such. Bits and bits per token by kind. */
const FILTERS: Readonly<Partial<Record<AttributeKind, { bits: number; hashes: number }>>> = {
  'given-name': { bits: 192, hashes: 8 },
  surname: { bits: 192, hashes: 8 },
  patronymic: { bits: 192, hashes: 8 },
  place: { bits: 256, hashes: 8 },
  text: { bits: 256, hashes: 8 },
  date: { bits: 128, hashes: 8 },
  code: { bits: 128, hashes: 6 },
  'strong-id': { bits: 256, hashes: 6 },
};
const FORM_BITS = 24;
const PART_BITS = 16;

/** How one attribute is compared. */
export interface AttributePlan {
  readonly attribute: Attribute;
  /** Index of its filter in the layout, -1 without. */
  readonly filter: number;
  /** Indexes of its slots in the layout. */
  readonly slots: Readonly<Record<SlotName, number>>;
}

/** Parts of a value that are compared for equality on their own; -1 where the kind has none. */
export type SlotName = 'form' | 'sorted' | 'year' | 'monthDay';

/** Everything that follows from a schema: the same for every source that uses it. */
export interface LinkagePlan {
  readonly schema: LinkageSchema;
  readonly layout: PlacedLayout;
  readonly segment: SegmentLayout;
  readonly attributes: readonly AttributePlan[];
  readonly swaps: readonly SwapPair[];
  readonly recipes: readonly Recipe[];
}

export function planOf(schema: LinkageSchema): LinkagePlan {
  const { attributes } = schema;
  const swaps = swapPairs(attributes);
  const filters: FilterLayout[] = [];
  const slots: SlotLayout[] = [];
  const planned = attributes.map((attribute, index): AttributePlan => {
    const { column, kind } = attribute;
    const domain = domainOf(index, attributes, swaps);
    const slot = (name: SlotName, bits: number) =>
      slots.push({ name: `${column}.${name}`, domain: `${domain}.${name}`, bits }) - 1;
    const filter = FILTERS[kind];
    return {
      attribute,
      filter: filter === undefined ? -1 : filters.push({ name: domain, ...filter }) - 1,
      slots: {
        form: slot('form', FORM_BITS),
        sorted: ['date', 'code', 'strong-id'].includes(kind) ? slot('sorted', PART_BITS) : -1,
        year: kind === 'date' ? slot('year', PART_BITS) : -1,
        monthDay: kind === 'date' ? slot('monthDay', PART_BITS) : -1,
      },
    };
  });
  const used = [...filters, ...slots].reduce((sum, { bits }) => sum + bits / 8, 0);
  const segment = { bytes: Math.ceil(used / 4) * 4, filters, slots };
  return { schema, segment, layout: place(segment), attributes: planned, swaps, recipes: recipesOf(attributes) };
}

/** Attributes that may stand in each other's column hash alike. */
function domainOf(index: number, attributes: readonly Attribute[], swaps: readonly SwapPair[]): string {
  const pair = swaps.find((swap) => swap.includes(index)) ?? [index];
  return pair.map((i) => attributes[i]?.column ?? '').join('|');
}
