import type { Role } from './callers.testing.js';

const OF_EVERY_CONSUMER: Readonly<Record<string, readonly Role[]>> = {
  'GET /v1/quarantine': ['operator'],
  'POST /v1/quarantine/release': ['operator'],
};

/** Who may call what, written out by hand. A route of an OpenAPI document that is not here fails the test. */
const NATIONAL: Readonly<Record<string, readonly Role[]>> = {
  'POST /v1/records': ['agency', 'registrar'],
  'POST /v1/records/bulk': ['agency', 'registrar'],
  'POST /v1/files': ['agency', 'registrar'],
  'POST /v1/records/search': ['agency'],
  'GET /v1/records/{recordId}': ['agency'],
  'GET /v1/cases': ['agency'],
  'GET /v1/exports/htcds': ['agency'],
  'GET /v1/records/{recordId}/links': ['agency'],
  'GET /v1/records/{recordId}/why-not/{otherId}': ['agency'],
  'GET /v1/reviews': ['agency'],
  'GET /v1/reviews/{matchRef}': ['agency'],
  'POST /v1/reviews/{matchRef}/answer': ['agency'],
  'GET /v1/reviews/{matchRef}/why': ['agency'],
  'GET /v1/reviews/{matchRef}/history': ['agency'],
  'GET /v1/cases/{caseRef}/consents': ['agency'],
  'POST /v1/cases/{caseRef}/consents': ['agency'],
  'POST /v1/cases/{caseRef}/erasure': ['agency'],
  'GET /v1/erasures': ['agency', 'registrar'],
  'POST /v1/persons/merge': ['registrar'],
  'POST /v1/persons/split': ['registrar'],
  'POST /v1/cases/{ref}/void': ['registrar'],
  'GET /v1/cases/{caseRef}/care': ['agency'],
  'POST /v1/cases/{caseRef}/assessments': ['agency'],
  'GET /v1/assessments/due': ['agency'],
  'POST /v1/cases/{caseRef}/services': ['agency'],
  'PUT /v1/cases/{caseRef}/services/{id}/given': ['agency'],
  'POST /v1/cases/{caseRef}/penalisations': ['agency'],
  'PUT /v1/cases/{caseRef}/penalisations/{id}/resolved': ['agency'],
  'POST /v1/cases/{caseRef}/returns': ['agency'],
  'POST /v1/cases/{caseRef}/entitlements': ['agency'],
  'GET /v1/cases/{caseRef}/reflection': ['agency'],
  'POST /v1/cases/{caseRef}/reflection/extensions': ['agency'],
  'POST /v1/cases/{caseRef}/reflection/end': ['agency'],
  'GET /v1/reflection-breaches': ['agency', 'registrar'],
  'GET /v1/figures/identified': ['figures', 'operator'],
  'GET /v1/figures/breakdown': ['figures', 'operator'],
  'GET /v1/figures/presumed': ['figures', 'operator'],
  'GET /v1/figures/by-attribute': ['figures', 'operator'],
  'GET /v1/figures/tables/{table}/{period}': ['figures', 'operator'],
  'POST /v1/figures/tables/{table}/{period}': ['figures'],
  'POST /v1/figures/attestations/{period}': ['figures'],
  'PUT /v1/figures/monthly-counts/{month}': ['figures'],
  'GET /v1/generalisation-report': ['figures', 'operator'],
  'GET /v1/progress': ['operator'],
  'GET /v1/delivery-problems': ['operator'],
  'GET /v1/encoding-epochs': ['operator'],
  'POST /v1/encoding-epochs': ['operator'],
  'DELETE /v1/encoding-epochs/{epoch}': ['operator'],
  'GET /v1/directory': ['agency'],
  'GET /v1/directory/own': ['agency'],
  'PUT /v1/directory/own': ['agency'],
  'DELETE /v1/directory/own': ['agency'],
  'POST /v1/cases/{caseRef}/referrals': ['agency'],
  'GET /v1/referrals': ['agency'],
  'GET /v1/referrals/{referralRef}': ['agency'],
  'POST /v1/referrals/{referralRef}/{action}': ['agency'],
  'GET /v1/notifications': ['agency'],
  'GET /v1/referral-keys': ['operator'],
  'POST /v1/referral-keys': ['operator'],
  'DELETE /v1/referral-keys/{kid}': ['operator'],
  'GET /metrics': ['operator'],
  ...OF_EVERY_CONSUMER,
};

const REGIONAL: Readonly<Record<string, readonly Role[]>> = {
  'GET /v1/progress': ['operator'],
  'GET /v1/state-hash': ['operator'],
  'GET /metrics': ['operator'],
  ...OF_EVERY_CONSUMER,
};

const LINKAGE: Readonly<Record<string, readonly Role[]>> = {
  ...REGIONAL,
  'GET /v1/pairs/{a}/{b}/why': ['operator'],
  'GET /v1/pairs/{a}/{b}/why-not': ['operator'],
  'GET /v1/clusters/{clusterRef}/how': ['operator'],
  'GET /v1/clusters/{clusterRef}/history': ['operator'],
  'GET /v1/contested': ['operator'],
  'GET /v1/floods': ['operator'],
  'POST /v1/audits': ['operator'],
  'GET /v1/audits': ['operator'],
  'GET /v1/audits/{id}': ['operator'],
  'POST /v1/audits/{id}/cancel': ['operator'],
  'GET /v1/models': ['operator'],
  'POST /v1/models/candidate': ['operator'],
  'DELETE /v1/models/candidate': ['operator'],
  'POST /v1/models/switch': ['operator'],
};

const COORDINATION: Readonly<Record<string, readonly Role[]>> = {
  'GET /v1/identified': ['operator'],
  'GET /v1/figures': ['operator'],
  'GET /v1/indicators': ['operator'],
  'GET /metrics': ['operator'],
};

export const PERMITTED = {
  'national-kz': NATIONAL,
  linkage: LINKAGE,
  aggregator: REGIONAL,
  coordination: COORDINATION,
} as const;

export const OPEN = ['GET /health/live', 'GET /health/ready'];
