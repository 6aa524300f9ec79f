import type { DecidedBy, DecisionOrg, DecisionOutcome, TraffickingStatus } from './facts.js';

const CLASS_OF: Readonly<Record<DecisionOrg, DecidedBy>> = {
  Police: 'GOVERNMENT',
  CourtOrProsecution: 'GOVERNMENT',
  NonPoliceGovernmentalOrganization: 'GOVERNMENT',
  IdentificationCommission: 'GOVERNMENT',
  NGO: 'NGO',
  InternationalOrganisation: 'INTERNATIONAL',
  Other: 'OTHER',
};

/** The class of a deciding body: the code itself stays in the country. */
export function decisionClass(org: DecisionOrg): DecidedBy {
  return CLASS_OF[org];
}

/** The outcome that `case.decided` carries; `undefined` for a possible victim: nothing was decided. */
export function decisionOutcome(status: TraffickingStatus): DecisionOutcome | undefined {
  if (status === 'ActualVictimOfTrafficking') return 'ACTUAL';
  return status === 'NotAVictimOfTrafficking' ? 'NOT_A_VICTIM' : undefined;
}
