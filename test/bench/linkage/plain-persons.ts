import {
  candidatePairs,
  PERSON_COMPARISONS,
  personEncodable,
  personForms,
  personPairModel,
  type EncodableForms,
  type PairView,
} from '#linkage';
import type { AgencyRecord } from './agency-records.js';

/** A record as it would be encoded, uncoded. */
export interface PlainPerson {
  readonly id: string;
  readonly source: string;
  readonly forms: EncodableForms;
  /** Variants with their salts as text in the place of tags. */
  readonly variants: readonly { readonly v: string; readonly tag: string; readonly seg: null }[];
}

export function plainPersons(records: readonly AgencyRecord[]): PlainPerson[] {
  return records.map((record) => {
    const forms = personEncodable(personForms(record));
    const variants = forms.salts.map(({ v, salt }) => ({ v, tag: salt.join('\n'), seg: null }));
    return { id: record.recordId, source: record.country, forms, variants };
  });
}

/** Pairs of two countries that share a salt, as indices. */
export function plainCandidates(persons: readonly PlainPerson[]): [number, number][] {
  return candidatePairs(persons, { acrossSources: true });
}

const MODEL = personPairModel();

/** Scores a pair of uncoded records with the frozen model, as if its forms had been compared through these variants. */
export function plainScore(a: PlainPerson, b: PlainPerson, shared = sharedVariants(a, b)) {
  const view = plainView(a.forms, b.forms, shared);
  const levels = PERSON_COMPARISONS.map((comparison) => comparison.levels.indexOf(comparison.levelOf(view)));
  return MODEL.score({ levels: Uint8Array.from(levels), shared });
}

function sharedVariants(a: PlainPerson, b: PlainPerson): string[] {
  const shared = a.variants.filter(({ v, tag }) => b.variants.some((other) => other.v === v && other.tag === tag));
  return [...new Set(shared.map(({ v }) => v))].sort();
}

/** What can be asked about a pair, answered without sketches and hashes. */
function plainView(a: EncodableForms, b: EncodableForms, shared: readonly string[]): PairView {
  const isCompared = shared.some((variant) => !variant.startsWith('X'));
  const same = (slotA: string, slotB = slotA) => {
    const [x, y] = [a.slots[slotA] ?? null, b.slots[slotB] ?? null];
    return isCompared && x !== null && x === y;
  };
  return {
    ...{ shared, same },
    both: (attribute) => same(`has ${attribute}`),
    dice: (sketch) => (isCompared ? dice(a.tokens[sketch] ?? [], b.tokens[sketch] ?? []) : 0),
    exact: (variant) => shared.includes(variant),
  };
}

/** Thousandths. */
function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const both = a.filter((token) => b.includes(token)).length;
  return Math.round((2000 * both) / (a.length + b.length));
}
