import {
  AGE_STATUS,
  CONSENT_BY,
  CONSENT_DECISION,
  CONSENT_PURPOSE,
  INFORMED_CHECK,
  ORG_TYPE,
  type ConsentDecision,
} from '#contracts';
import type { RecordedConsent } from '#domain';
import { ProblemError } from '#http';

/** A decision to record, and which version of its purpose the case worker has seen. */
export interface ConsentRequest {
  readonly consent: RecordedConsent;
  readonly expected: number;
}

const DECISIONS = CONSENT_DECISION.filter(
  (code): code is Exclude<ConsentDecision, 'NOT_ASKED'> => code !== 'NOT_ASKED',
);
const AGES = [...AGE_STATUS, 'UNKNOWN'] as const;
const ASSENT = ['GIVEN', 'REFUSED'] as const;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

const code = (codes: readonly string[], description: string) => ({
  type: 'string' as const,
  enum: [...codes],
  description,
});
const flag = (description: string) => ({ type: 'boolean' as const, description });

/** JSON schema of the request. What is absent was not so: a missing `best_interests_noted` is no note. */
export const CONSENT_SCHEMA = {
  type: 'object' as const,
  additionalProperties: false,
  required: ['purpose', 'decision', 'decided_at', 'by', 'informed', 'taken_by', 'age_status', 'expected'],
  properties: {
    purpose: code(CONSENT_PURPOSE, 'The decision acts on this purpose only'),
    decision: code(DECISIONS, 'A refusal or withdrawal needs no check'),
    decided_at: { type: 'string' as const, format: 'date-time', description: 'RFC 3339, UTC; not in the future' },
    by: code(CONSENT_BY, 'Who decided'),
    informed: {
      type: 'array' as const,
      items: code(INFORMED_CHECK, 'What they had been told'),
      maxItems: INFORMED_CHECK.length,
    },
    taken_by: code(ORG_TYPE, 'The kind of body that asked'),
    rights_information: flag('That body had told the person of their rights before'),
    age_status: code(AGES, 'DISPUTED counts as MINOR'),
    incapable: flag('Somebody was appointed to decide for this adult'),
    child_assent: code(ASSENT, 'What the child says; absent: not asked'),
    best_interests_noted: flag('A note on the child’s best interests lies with the case'),
    guardian_implicated: flag('Whether the guardian may have taken part; absent: not looked into'),
    expected: { type: 'integer' as const, minimum: 0, description: 'Version of the purpose that was seen; 0: none' },
  },
};

/** @throws ProblemError 400 `bad-consent` */
export function consentRequest(body: unknown, now: Date): ConsentRequest {
  const fields = Object(body) as Record<string, unknown>;
  const purpose = CONSENT_PURPOSE.find((known) => known === fields['purpose']);
  const decision = DECISIONS.find((known) => known === fields['decision']);
  const by = CONSENT_BY.find((known) => known === fields['by']);
  const takenBy = ORG_TYPE.find((known) => known === fields['taken_by']);
  const ageStatus = AGES.find((known) => known === fields['age_status']);
  const informed = checks(fields['informed']);
  const decidedAt = instant(fields['decided_at'], now);
  const { expected } = fields;
  if (!purpose || !decision || !by || !takenBy || !ageStatus || !informed || !decidedAt) throw bad();
  if (typeof expected !== 'number' || !Number.isSafeInteger(expected) || expected < 0) throw bad();
  if (Object.keys(fields).some((name) => !(name in CONSENT_SCHEMA.properties))) throw bad();
  const assent = fields['child_assent'];
  const childAssent = assent === undefined ? null : (ASSENT.find((known) => known === assent) ?? fail());
  return {
    expected,
    consent: {
      ...{ purpose, decision, by, takenBy, ageStatus, informed, decidedAt, childAssent },
      rightsInformation: isTrue(fields['rights_information']) ?? false,
      incapable: isTrue(fields['incapable']) ?? false,
      bestInterestsNoted: isTrue(fields['best_interests_noted']) ?? false,
      guardianImplicated: isTrue(fields['guardian_implicated']),
    },
  };
}

function checks(value: unknown): RecordedConsent['informed'] | undefined {
  if (!Array.isArray(value)) return undefined;
  const known = INFORMED_CHECK.filter((check) => value.includes(check));
  return known.length === value.length ? known : undefined;
}

function instant(value: unknown, now: Date): string | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) || at > now.getTime() ? undefined : new Date(at).toISOString();
}

function isTrue(value: unknown): boolean | null {
  if (value === undefined) return null;
  return typeof value === 'boolean' ? value : fail();
}

function fail(): never {
  throw bad();
}

function bad(): ProblemError {
  return new ProblemError(400, 'bad-consent', 'Send the fields of a consent with codes of their lists, none unknown.');
}
