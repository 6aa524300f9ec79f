import type { DecidedBy, DecisionOrg } from '#contracts';

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
export function decidedByOf(org: DecisionOrg): DecidedBy {
  return CLASS_OF[org];
}
