export interface TopologyOptions {
  /** The deployment's prefix of topics and groups; '' for none. */
  readonly prefix: string;
  /** Copies of each partition; 3 in production. Default 1. */
  readonly replicationFactor?: number;
  /** Copies that must have a record before it counts. Default: one less than the copies, at least 1. */
  readonly minInsyncReplicas?: number;
}
