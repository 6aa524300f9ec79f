import { databaseAway, ProblemError } from '#http';
import { KeyStoreError } from '../key-store/key-store.js';

/** Failures of what the service stands on: the caller can only wait, and nothing was taken in. */
export function problemOf(error: unknown): ProblemError | undefined {
  if (error instanceof KeyStoreError) {
    return new ProblemError(503, error.code, 'The key store is not available: nothing is taken in. Try again later.');
  }
  return databaseAway(error);
}
