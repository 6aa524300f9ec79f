import type { KafkaConnection } from '#messaging';
import type { PublicKeySet } from '#security';

/** What every measured side is told. Sides read the same topic and write to databases with the same tables. */
export interface Setup {
  readonly connection: KafkaConnection;
  readonly databaseUrl: string;
  readonly topic: string;
  readonly total: number;
  readonly platformKeys: PublicKeySet;
  /** Kerege only: whether signatures are checked. */
  readonly checkSignatures: boolean;
  /** Kerege only: after how many events resident memory is noted. */
  readonly milestones: readonly number[];
}

/** Every side has a pool of this size. */
export const POOL_SIZE = 10;
