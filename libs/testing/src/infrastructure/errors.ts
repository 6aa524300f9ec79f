export type InfrastructureErrorCode =
  'missing-package' | 'install-failed' | 'not-reachable' | 'start-failed' | 'start-timeout' | 'tool-failed';

/** Kafka or PostgreSQL could not be installed or started. The message names the cause and, where there is one, the remedy. */
export class InfrastructureError extends Error {
  override readonly name = 'InfrastructureError';

  constructor(
    readonly code: InfrastructureErrorCode,
    message: string,
  ) {
    super(message);
  }
}
