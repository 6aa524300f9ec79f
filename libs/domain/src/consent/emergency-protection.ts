import type { ConsentPurpose } from '#contracts';

const HOUR_MS = 3_600_000;
/** How long somebody who cannot decide may be protected before they, or a court, must have been asked. Hours. */
export const EMERGENCY_HOURS = 72;

/** Two persons acted for somebody who cannot decide at the moment. */
export interface EmergencyProtection {
  /** RFC 3339, UTC. */
  readonly begunAt: string;
  /** Who decided, by name of the caller. */
  readonly decidedBy: readonly string[];
  /** When the person was told, as soon as they can be; `null`: not yet. */
  readonly toldAt: string | null;
}

/**
 * Whether it may stand in for a consent at this moment: within the country only, decided by two persons, for 72 hours. It is
 * never a way to match, to refer abroad or to call the police.
 */
export function emergencyStandsFor(purpose: ConsentPurpose, protection: EmergencyProtection, now: Date): boolean {
  const age = now.getTime() - Date.parse(protection.begunAt);
  const twoPersons = new Set(protection.decidedBy).size >= 2;
  return purpose === 'DOMESTIC_REFERRAL' && twoPersons && age >= 0 && age < EMERGENCY_HOURS * HOUR_MS;
}
