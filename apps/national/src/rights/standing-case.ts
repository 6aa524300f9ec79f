import { ProblemError } from '#http';
import type { Transaction } from '#persistence';
import { ownCase } from '../register/own-case.js';

/**
 * An own case, locked, about which something can still be recorded.
 * @throws ProblemError 404; 409 `case-ended` once it is erased
 */
export async function standingCase(tx: Transaction, organisation: string, caseRef: string): Promise<void> {
  const { status } = await ownCase(tx, organisation, caseRef);
  if (status !== 'ERASED') return;
  throw new ProblemError(409, 'case-ended', 'The case is erased.', { status });
}
