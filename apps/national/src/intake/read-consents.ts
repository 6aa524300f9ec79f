import { isCode, type ConsentBasis, type ConsentDecision, type ConsentPurpose } from '#contracts';
import { checksOf } from '#domain';
import { isPossibleDay } from './dates.js';
import type { FieldErrors } from './field-error.js';
import { readCode, readCodes } from './read-codes.js';
import { readList, readText } from './read-text.js';

/** One consent as a record states it. */
export interface StatedConsent {
  readonly purpose: ConsentPurpose;
  readonly decision: ConsentDecision;
  readonly basis: ConsentBasis;
  /** Code of CONSENT_BY, or UNKNOWN for what an agency attests without saying. */
  readonly by: string;
  readonly informed: readonly string[];
  /** Day or instant; `null` where the record does not say. */
  readonly takenOn: string | null;
}

const FIELDS = new Set(['purpose', 'decision', 'basis', 'by', 'informed', 'taken_on']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;
const FIELD = 'consents';

/** A list of purposes (attested as given), or of objects that say how each consent was taken. */
export function readConsents(raw: unknown, latest: string, errors: FieldErrors): StatedConsent[] {
  const objects = Array.isArray(raw) ? raw.filter((entry) => typeof entry === 'object' && entry !== null) : [];
  const purposes = Array.isArray(raw) ? raw.filter((entry) => !objects.includes(entry)) : raw;
  const attested = readList(purposes, FIELD, 100, errors).flatMap((purpose) => attestedPurpose(purpose, errors));
  const stated = objects.flatMap((entry: object) => statedConsent(entry, latest, errors));
  const all = [...unique(attested), ...stated];
  const named = all.map((consent) => consent.purpose);
  if (new Set(named).size < named.length) errors.add(FIELD, 'contradiction');
  return all.sort((a, b) => (a.purpose < b.purpose ? -1 : 1));
}

function unique(consents: readonly StatedConsent[]): StatedConsent[] {
  return [...new Map(consents.map((consent) => [consent.purpose, consent])).values()];
}

function attestedPurpose(purpose: string, errors: FieldErrors): StatedConsent[] {
  if (isCode('CONSENT_PURPOSE', purpose)) {
    const basis = 'ATTESTED_BY_AGENCY';
    return [
      { purpose: purpose as ConsentPurpose, decision: 'GIVEN', basis, by: 'UNKNOWN', informed: [], takenOn: null },
    ];
  }
  errors.add(FIELD, 'unknown-code');
  return [];
}

function statedConsent(entry: object, latest: string, errors: FieldErrors): StatedConsent[] {
  const fields = entry as Record<string, unknown>;
  const before = errors.list.length;
  for (const name of Object.keys(fields)) if (!FIELDS.has(name)) errors.add(FIELD, 'unknown-field');
  const purpose = readCode(fields['purpose'], FIELD, 'CONSENT_PURPOSE', errors);
  const decision = readCode(fields['decision'], FIELD, 'CONSENT_DECISION', errors);
  const basis = readCode(fields['basis'] ?? 'RECORDED', FIELD, 'CONSENT_BASIS', errors);
  const by = readCode(fields['by'] ?? 'UNKNOWN', FIELD, 'CONSENT_BY', errors);
  const informed = readCodes(fields['informed'], FIELD, 'INFORMED_CHECK', errors);
  const takenOn = readText(fields['taken_on'], FIELD, 40, errors);
  if (takenOn !== null && !isTime(takenOn, latest)) errors.add(FIELD, 'impossible-date');
  if (errors.list.length === before && (purpose === null || decision === null)) errors.add(FIELD, 'missing');
  if (errors.list.length > before || purpose === null || decision === null || basis === null || by === null) return [];
  const typed = { purpose, decision, basis } as Pick<StatedConsent, 'purpose' | 'decision' | 'basis'>;
  const checked = by === 'PERSON' && checksOf(typed.purpose).every((check) => informed.includes(check));
  // A record has no room for what a guardian's consent needs: that is recorded at the case, or attested.
  if (decision === 'GIVEN' && basis === 'RECORDED' && !checked) {
    errors.add(FIELD, 'consent-unchecked');
    return [];
  }
  return [{ ...typed, by, informed, takenOn }];
}

function isTime(text: string, latest: string): boolean {
  if (!isPossibleDay(text.slice(0, 10), latest)) return false;
  return text.length === 10 || (INSTANT.test(text) && !Number.isNaN(Date.parse(text)));
}
