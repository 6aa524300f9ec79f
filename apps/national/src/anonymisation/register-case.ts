import type { ClosureReason, ConsentBasis, DecisionOrg, DecisionOutcome, ReopeningReason } from '#contracts';
import type { ConsentEntry, ProfileFacts } from '#domain';

/** One decision that stands, in the order in which the register learnt of them. */
export interface RegisterDecision {
  readonly seq: number;
  readonly outcome: DecisionOutcome;
  readonly org: DecisionOrg | null;
  /** ISO day. */
  readonly decidedOn: string | null;
}

/** The case was closed, or opened again: by turns, the first one closes. */
export type RegisterClosing =
  | { readonly seq: number; readonly closed: true; readonly reason: ClosureReason; readonly year: number }
  | { readonly seq: number; readonly closed: false; readonly reason: ReopeningReason; readonly year: number };

/** A consent as recorded, for the digest that is opened on audit. */
export interface RegisterConsent extends ConsentEntry {
  readonly basis: ConsentBasis;
  readonly by: string;
  readonly informed: readonly string[];
}

/** What the register holds of one episode, as far as anything of it may leave. No identity. */
export interface RegisterCase {
  readonly caseRef: string;
  readonly recordId: string;
  readonly personRef: string;
  /** ISO day. */
  readonly registeredOn: string;
  readonly facts: ProfileFacts;
  /** Tuple keys of rungs 0 to 6. */
  readonly keys: readonly string[];
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
  readonly decisions: readonly RegisterDecision[];
  readonly closings: readonly RegisterClosing[];
  readonly consents: readonly RegisterConsent[];
  /** CROSS_BORDER_MATCH of every case of the same person, this one included. */
  readonly matchConsentsOfPerson: readonly ConsentEntry[];
  /** When the register learnt that the case is voided, closed or no victim's; `null` while it goes on. */
  readonly endedAt: Date | null;
}
