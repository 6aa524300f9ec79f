export type TopologyErrorCode =
  'partitions-differ' | 'replication-differs' | 'config-differs' | 'wide-permission' | 'not-in-force';

/** The broker's topics or permissions contradict the contract in a way that must not be repaired silently. */
export class TopologyError extends Error {
  override readonly name = 'TopologyError';

  constructor(
    readonly code: TopologyErrorCode,
    message: string,
  ) {
    super(message);
  }
}
