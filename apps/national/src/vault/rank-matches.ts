import type { Criterion, SearchField } from './search-tokens.js';

/** How a person answers what was asked for. */
export interface Match {
  readonly score: number;
  readonly fields: readonly SearchField[];
}

const NAMING: readonly SearchField[] = ['SURNAME', 'GIVEN_NAME', 'PATRONYMIC'];
const TELLING: readonly SearchField[] = ['SURNAME', 'OTHER_NAME', 'DOCUMENT', 'NATIONAL_ID', 'PHONE', 'HANDLE'];
const BIRTH: readonly SearchField[] = ['BIRTH_YEAR', 'BIRTH_MONTH', 'BIRTH_DAY'];

/**
 * Weighs a person against what was asked for; undefined for one who is not meant. A number, a contact, the surname or the whole
 * birth date must be alike. A given name or patronymic is enough only where no surname was asked for; part of a birth date only
 * where nothing else was.
 * @param has whether the person carries a token
 */
export function matchOf(criteria: readonly Criterion[], has: (token: string) => boolean): Match | undefined {
  const best = new Map<SearchField, number>();
  for (const { field, tokens, points } of criteria) {
    if (tokens.some(has)) best.set(field, Math.max(best.get(field) ?? 0, points));
  }
  // The same name read twice: what stands in its own column says more than that it stands somewhere.
  if (best.has('SURNAME') || best.has('GIVEN_NAME')) best.delete('OTHER_NAME');
  if (!isMeant(new Set(criteria.map(({ field }) => field)), new Set(best.keys()))) return undefined;
  return { score: [...best.values()].reduce((sum, points) => sum + points, 0), fields: [...best.keys()] };
}

function isMeant(asked: ReadonlySet<SearchField>, found: ReadonlySet<SearchField>): boolean {
  const every = (fields: readonly SearchField[]) => fields.every((field) => found.has(field));
  if (TELLING.some((field) => found.has(field)) || every(BIRTH)) return true;
  if (asked.has('SURNAME')) return false;
  if (NAMING.some((field) => asked.has(field))) return NAMING.some((field) => found.has(field));
  return [...asked].every((field) => BIRTH.includes(field) && found.has(field));
}
