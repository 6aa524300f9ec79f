import type { AttestedConsent, Attestation, ConsentPurpose, ListedService } from '#contracts';
import { consentsNeeded, emergencyMayReplace, isEnforcementBody, isMinorOn, type ReferralBasis } from '#domain';
import { ProblemError } from '#http';
import { liveConsent, type CaseToRefer } from './consented-case.js';
import type { RequestBody } from './request-body.js';

interface Listed {
  readonly listing: Pick<ListedService, 'services'>;
}

/**
 * The consents that the request rests on, each with the decision that gives it. There is no override.
 * @param emergency whether two persons protect somebody who cannot decide, and has not decided
 * @throws ProblemError 422 `consent-missing` with `missing`; `consent-of-minor` where a child's decision was nobody's to take alone
 */
export function attestedConsents(
  known: CaseToRefer,
  basis: ReferralBasis,
  { reason, mode, consenttakenby }: RequestBody,
  { now, emergency = false }: { readonly now: Date; readonly emergency?: boolean },
): AttestedConsent[] {
  const replaced = (purpose: ConsentPurpose) => emergency && emergencyMayReplace(purpose, mode);
  const needed = consentsNeeded(basis, reason).filter((purpose) => !replaced(purpose));
  const live = needed.map((purpose) => ({ purpose, consent: liveConsent(known, purpose) }));
  const missing = live.filter(({ consent }) => consent === undefined).map(({ purpose }) => purpose);
  if (missing.length > 0) {
    throw new ProblemError(422, 'consent-missing', 'The person’s consent is missing; "missing" names each purpose.', {
      missing,
    });
  }
  return live.flatMap(({ purpose, consent }) => {
    if (consent === undefined) return [];
    const { basis, by, decidedOn } = consent.entry;
    const day = decidedOn ?? now.toISOString();
    // An agency's attestation for a minor vouches for guardian and assent.
    if (isMinorOn(known.birthDate, day.slice(0, 10)) && basis === 'RECORDED' && (by === 'PERSON' || by === 'UNKNOWN')) {
      throw new ProblemError(
        422,
        'consent-of-minor',
        'For a minor a guardian or authority decides, with the child’s assent.',
        {
          missing: [purpose],
        },
      );
    }
    return [{ purpose, version: consent.version, month: day.slice(0, 7), takenby: consenttakenby }];
  });
}

/**
 * What the sender vouches for; of a minor somebody who is one today.
 * @throws ProblemError 422 `attestation-missing` with `missing`; `risk-assessed-by-enforcement`
 */
export function attestations({ birthDate }: CaseToRefer, { reason, attested }: RequestBody, now: Date): Attestation[] {
  const isMinor = isMinorOn(birthDate, now.toISOString().slice(0, 10));
  const isReturn = reason === 'ReturnToCountryOfOrigin';
  const given = [...new Set(attested.map(({ attestation }) => attestation))];
  const needed: Attestation[] = [
    ...(isReturn ? (['RISK_ASSESSMENT'] as const) : []),
    ...(isMinor ? (['BEST_INTERESTS'] as const) : []),
    ...(isReturn && isMinor ? (['RECEIVER_CONFIRMED'] as const) : []),
  ];
  const missing = needed.filter((attestation) => !given.includes(attestation));
  if (missing.length > 0) {
    throw new ProblemError(422, 'attestation-missing', 'Something must be settled before; "missing" names it.', {
      missing,
    });
  }
  if (isReturn && attested.some(({ attestation, by }) => attestation === 'RISK_ASSESSMENT' && isEnforcementBody(by))) {
    throw new ProblemError(
      422,
      'risk-assessed-by-enforcement',
      'The risk of a return is assessed by a body that does not enforce the law.',
      { missing: ['RISK_ASSESSMENT'] },
    );
  }
  return given;
}

/** @throws ProblemError 422 `call-missing`: in an emergency nobody waits for a message */
export function callable({ urgency, call }: RequestBody): void {
  if (urgency !== 'EMERGENCY' || call !== undefined) return;
  throw new ProblemError(422, 'call-missing', 'An emergency needs somebody whom the receiver can call.', {
    missing: ['call'],
  });
}

/** @throws ProblemError 422 `service-not-offered` unless the organisation lists all that is asked of it */
export function offering(services: RequestBody['services'], listed: Listed | undefined): void {
  const offered = listed?.listing.services ?? [];
  if (services.every((service) => offered.includes(service))) return;
  throw new ProblemError(422, 'service-not-offered', 'The organisation is not listed with all of these services.');
}
