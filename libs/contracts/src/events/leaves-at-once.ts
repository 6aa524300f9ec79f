import { eventDefinition } from './all-events.js';

/**
 * Whether an event may not wait in a batch: voided, erasure, and whatever follows from a withdrawn consent (a correction
 * for that reason, a mention without variants).
 * @param data valid data of the type, `null` for a tombstone
 */
export function leavesAtOnce(type: string, data: object | null): boolean {
  if (data === null || eventDefinition(type)?.protective === true) return true;
  if (type === 'kerege.case.corrected.v1') return 'reason' in data && data.reason === 'CONSENT_WITHDRAWN';
  return type === 'kerege.mention.published.v1' && 'variants' in data && emptyList(data.variants);
}

function emptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
