import { Type } from '@sinclair/typebox';
import {
  codesOf,
  COMPLAINT_ABOUT,
  COMPLAINT_OUTCOME,
  CORRECTION_DECISION,
  CORRECTION_REFUSAL,
  DISCLOSED_PART,
  DISCLOSURE_BASIS,
  INCAPACITY,
  INCIDENT_KIND,
  INCIDENT_TOLD,
  NOT_INFORMED,
} from '#contracts';
import { codeIn, codeOf, DaySchema, requestBody } from '../api/request-body.js';
import { COLUMN_NAMES } from '../intake/columns.js';

/** Persons in one incident. More than an organisation has in a year. */
const MOST_CASES = 1_000;

const REF = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
const INSTANT = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$',
  description: 'RFC 3339, UTC',
});

export const CORRECTION_WISH = requestBody({
  asked_on: DaySchema,
  fields: Type.Array(codeIn(COLUMN_NAMES), {
    ...{ minItems: 1, maxItems: COLUMN_NAMES.length, uniqueItems: true },
    description: 'Columns of the record that the person says are wrong; what is right stands in the corrected record',
  }),
});

export const CORRECTION_DECIDED = requestBody({
  decision: codeIn(CORRECTION_DECISION),
  refusal: Type.Optional(codeIn(CORRECTION_REFUSAL)),
  record: Type.Optional(
    Type.Object({}, { additionalProperties: true, description: 'The corrected record, as POST /v1/records takes it' }),
  ),
});

export const COMPLAINT = requestBody({ filed_on: DaySchema, about: codeIn(COMPLAINT_ABOUT) });

export const COMPLAINT_ANSWER = requestBody({ outcome: codeIn(COMPLAINT_OUTCOME) });

export const OUTCOME_TOLD = requestBody({
  told_on: DaySchema,
  language: codeIn(codesOf('LANGUAGE')),
});

export const EMERGENCY = requestBody({ incapacity: codeIn(INCAPACITY) });

export const DISCLOSURE = requestBody({
  demanded_by: codeOf('ORG_TYPE'),
  basis: codeIn(DISCLOSURE_BASIS),
  provision: Type.String({
    pattern: '^[A-Z]{2}:[A-Za-z0-9.()-]{1,40}(:[A-Za-z0-9.()-]{1,20}){0,3}$',
    description: 'Country, law and article, for example KZ:CPC-2014:122:1. No name, no number of a file',
  }),
  parts: Type.Array(codeIn(DISCLOSED_PART), { minItems: 1, maxItems: DISCLOSED_PART.length, uniqueItems: true }),
  disclosed_on: DaySchema,
  informed_on: Type.Optional(DaySchema),
  not_informed: Type.Optional(codeIn(NOT_INFORMED)),
});

export const INFORMED = requestBody({ informed_on: DaySchema });

export const INCIDENT = requestBody({
  kind: codeIn(INCIDENT_KIND),
  noticed_at: INSTANT,
  case_refs: Type.Array(REF, { maxItems: MOST_CASES, uniqueItems: true, description: 'Persons whom it exposed' }),
});

export const INCIDENT_NOTE = requestBody({
  who: codeIn(INCIDENT_TOLD),
  case_ref: Type.Optional(REF),
  told_at: INSTANT,
});
