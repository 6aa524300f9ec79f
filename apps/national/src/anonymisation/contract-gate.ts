import { validatorFor } from '#contracts';
import { attributesOffLevel, DomainError, isLevel } from '#domain';
import type { Profile } from '#contracts';
import type { PlannedEvent } from './outgoing.js';

/**
 * Lets an event pass only when the closed schema of the contract holds every one of its fields and its profile has the form
 * of its level. The message names neither field values nor, for an unknown field, the field.
 * @throws DomainError `off-contract`, `profile-off-level`
 */
export function checkContract(event: PlannedEvent): void {
  if (event.data === null) return;
  if (validatorFor(event.type)(event.data) !== true) {
    throw new DomainError('off-contract', `An event of type ${event.type} does not fit the contract.`);
  }
  const { profile, generalisation } = event.data as { profile?: Profile; generalisation?: number };
  if (profile === undefined || generalisation === undefined) return;
  if (!isLevel(generalisation) || attributesOffLevel(profile, generalisation).length > 0) {
    throw new DomainError('profile-off-level', 'The profile does not have the form of its level.');
  }
}
