import { Type } from '@sinclair/typebox';
import { CARE_NEED, ENTITLEMENT, PENALISATION, RETURN_KIND, RISK_LEVEL } from '#contracts';
import { codeIn, codeOf, DaySchema, requestBody } from '../api/request-body.js';

const MOST_CODES = 40;
const given = { given_on: DaySchema, funding: codeOf('FUNDING'), ended_on: Type.Optional(DaySchema) };

export const ASSESSMENT = requestBody({
  taken_on: DaySchema,
  review_on: DaySchema,
  risk: codeIn(RISK_LEVEL),
  needs: Type.Array(codeIn(CARE_NEED), { maxItems: MOST_CODES }),
  services: Type.Array(codeOf('SERVICE'), { maxItems: MOST_CODES }),
});

export const SERVICE_ENTRY = requestBody({
  service: codeOf('SERVICE'),
  agreed: Type.Boolean({ description: 'The person was told what it is and wants it' }),
  planned_on: Type.Optional(DaySchema),
  given_on: Type.Optional(given.given_on),
  funding: Type.Optional(given.funding),
  ended_on: given.ended_on,
});

export const SERVICE_GIVEN = requestBody(given);

export const PENALISATION_ENTRY = requestBody({ kind: codeIn(PENALISATION), imposed_on: DaySchema });

export const PENALISATION_RESOLVED = requestBody({ resolved_on: DaySchema });

export const ENTITLEMENT_ENTRY = requestBody({ kind: codeIn(ENTITLEMENT), granted_on: DaySchema });

export const RETURN_ENTRY = requestBody({ kind: codeIn(RETURN_KIND), returned_on: DaySchema });

/** Answer of a route that records: the reference of the entry. */
export const RECORDED = {
  schema: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } as object,
};
