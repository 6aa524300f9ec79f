import type { ConsentDecision, ConsentPurpose } from '#contracts';
import { consentState, type ConsentEntry } from './consent-state.js';
import { EMERGENCY_HOURS, emergencyStandsFor, type EmergencyProtection } from './emergency-protection.js';

const HOUR_MS = 3_600_000;
/** The only purpose that it may stand in for. */
export const EMERGENCY_PURPOSE: ConsentPurpose = 'DOMESTIC_REFERRAL';

/** Why nobody may act for the person now. */
export type EmergencyFault = 'person-refused' | 'consent-stands' | 'already-protected' | 'former-not-told';

/**
 * Why a protection may not begin. A refusal that stands is the person's word, and there is no override; one protection does not follow
 * another while the person has not been told of the first, so 72 hours cannot be strung together.
 */
export function whyNotEmergency(
  entries: readonly ConsentEntry[],
  former: readonly EmergencyProtection[],
  now: Date,
): readonly EmergencyFault[] {
  const decision = consentState(entries, EMERGENCY_PURPOSE);
  const runs = former.some((one) => now < emergencyEnd(one) && one.toldAt === null);
  return [
    ...ofDecision(decision),
    ...(runs ? (['already-protected'] as const) : []),
    ...(!runs && former.some((one) => stood(one) && one.toldAt === null) ? (['former-not-told'] as const) : []),
  ];
}

/** What a purpose rests on beside consent at this moment; undefined: nothing. The person's own word since then ends it. */
export function emergencyBasis(
  purpose: ConsentPurpose,
  protection: EmergencyProtection,
  entries: readonly ConsentEntry[],
  now: Date,
): 'EMERGENCY_PROTECTION' | undefined {
  const decided = entries.some((entry) => entry.purpose === purpose && saysSomething(entry, protection.begunAt));
  const stands = protection.toldAt === null && !decided && emergencyStandsFor(purpose, protection, now);
  return stands ? 'EMERGENCY_PROTECTION' : undefined;
}

/** The first moment at which it stands no longer, and by which the person has been told, or a court asked. */
export function emergencyEnd({ begunAt }: Pick<EmergencyProtection, 'begunAt'>): Date {
  return new Date(Date.parse(begunAt) + EMERGENCY_HOURS * HOUR_MS);
}

/** Whether the person has not been told although the time is over. */
export function emergencyUntold(protection: EmergencyProtection, now: Date): boolean {
  return stood(protection) && protection.toldAt === null && now >= emergencyEnd(protection);
}

/** One person alone protects nobody: what no second one decided never stood. */
function stood({ decidedBy }: EmergencyProtection): boolean {
  return new Set(decidedBy).size >= 2;
}

function ofDecision(decision: ConsentDecision): readonly EmergencyFault[] {
  if (decision === 'GIVEN') return ['consent-stands'];
  return decision === 'NOT_ASKED' ? [] : ['person-refused'];
}

function saysSomething({ decision, decidedAt }: ConsentEntry, since: string): boolean {
  return decision !== 'NOT_ASKED' && (decidedAt === null || Date.parse(decidedAt) >= Date.parse(since));
}
