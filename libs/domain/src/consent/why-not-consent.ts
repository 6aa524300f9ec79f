import type { ConsentBy, ConsentPurpose } from '#contracts';
import { isEnforcementBody } from '../care/enforcement.js';
import { checksOf } from './informed-checks.js';
import { treatedAsMinor, type RecordedConsent } from './recorded-consent.js';

/** Why a consent does not count. */
export type ConsentFault =
  | 'not-informed'
  | 'not-the-person'
  | 'nobody-appointed'
  | 'guardian-missing'
  | 'guardian-implicated'
  | 'child-assent-missing'
  | 'child-refused'
  | 'best-interests-missing'
  | 'taken-by-enforcement'
  | 'rights-information-missing';

const GUARDIANS: readonly ConsentBy[] = ['LEGAL_GUARDIAN_WITH_CHILD_ASSENT', 'APPOINTED_GUARDIAN'];

/** Purposes that no adult may pursue against the child's own word. */
const OF_THE_CHILD: readonly ConsentPurpose[] = ['CROSS_BORDER_MATCH', 'LAW_ENFORCEMENT_CONTACT'];

/**
 * Every reason why a decision does not count; empty: it does. A refusal or a withdrawal always counts, whoever says it and
 * whatever they were told. There is no way round a fault: whoever has the facts records them, nobody may waive them.
 * @param inReflection whether the decision falls into the person's reflection period
 */
export function whyNotConsent(consent: RecordedConsent, inReflection: boolean): readonly ConsentFault[] {
  if (consent.decision !== 'GIVEN') return [];
  const informed = checksOf(consent.purpose).every((check) => consent.informed.includes(check));
  return [
    ...(informed ? [] : (['not-informed'] as const)),
    ...(treatedAsMinor(consent) ? faultsOfMinor(consent) : faultsOfAdult(consent)),
    ...(consent.purpose === 'LAW_ENFORCEMENT_CONTACT' && inReflection ? faultsInReflection(consent) : []),
  ];
}

/** An adult decides alone; for one who cannot, only whom a court appointed, or the court. */
function faultsOfAdult({ by, incapable, guardianImplicated }: RecordedConsent): readonly ConsentFault[] {
  if (!incapable) return by === 'PERSON' ? [] : ['not-the-person'];
  if (by === 'COURT') return [];
  if (by !== 'APPOINTED_GUARDIAN') return ['nobody-appointed'];
  return guardianImplicated === false ? [] : ['guardian-implicated'];
}

function faultsOfMinor(consent: RecordedConsent): readonly ConsentFault[] {
  const { by, childAssent, purpose, guardianImplicated, bestInterestsNoted } = consent;
  const unclear = GUARDIANS.includes(by) && guardianImplicated !== false;
  const refused = childAssent === 'REFUSED' && OF_THE_CHILD.includes(purpose);
  const unassented = childAssent === null || (childAssent === 'REFUSED' && GUARDIANS.includes(by));
  return [
    ...(by === 'PERSON' ? (['guardian-missing'] as const) : []),
    ...(unclear ? (['guardian-implicated'] as const) : []),
    ...(refused ? (['child-refused'] as const) : []),
    ...(unassented && !refused ? (['child-assent-missing'] as const) : []),
    ...(bestInterestsNoted ? [] : (['best-interests-missing'] as const)),
  ];
}

/** A consent to meet the police must not be theirs to take. */
function faultsInReflection({ takenBy, rightsInformation }: RecordedConsent): readonly ConsentFault[] {
  return [
    ...(isEnforcementBody(takenBy) ? (['taken-by-enforcement'] as const) : []),
    ...(rightsInformation ? [] : (['rights-information-missing'] as const)),
  ];
}
